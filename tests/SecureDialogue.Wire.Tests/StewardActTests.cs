using System.Text.Json.Nodes;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Wire.Tests;

public sealed class StewardActTests
{
    public static TheoryData<string> Acts => [.. GoldenFile.Read("stewardActs").AsArray().Select(act => act!["name"]!.GetValue<string>())];

    public static TheoryData<string> Refusals => [.. GoldenFile.Read("stewardActRefusals").AsArray().Select(act => act!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_reads_and_writes_its_golden_bytes(string name)
    {
        var golden = Find(name);
        var act = Act(golden);

        Assert.Equal(golden["encoded"].Hex(), act.Encode());
        Assert.Equal(golden["signed"].Hex(), act.SignedBytes(golden["channel"].To<ChannelId>()));
        Assert.True(StewardAct.TryDecode(golden["encoded"].Hex(), out var decoded));
        Assert.Equal(golden["encoded"].Hex(), decoded!.Encode());
        Assert.Equal((act.Verb, act.Epoch, act.Sequence, act.Hour), (decoded.Verb, decoded.Epoch, decoded.Sequence, decoded.Hour));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_of_any_other_length_is_none(string name)
    {
        var encoded = Find(name)["encoded"].Hex();

        for (var length = 0; length < encoded.Length; length++)
        {
            Assert.False(StewardAct.TryDecode(encoded.AsSpan(0, length), out _));
        }

        Assert.False(StewardAct.TryDecode([.. encoded, 0], out _));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void A_changed_byte_is_refused_or_is_part_of_the_act(string name)
    {
        var encoded = Find(name)["encoded"].Hex();

        for (var at = 0; at < encoded.Length; at++)
        {
            for (var bit = 1; bit < 256; bit <<= 1)
            {
                var changed = encoded.ToArray();
                changed[at] ^= (byte)bit;
                if (StewardAct.TryDecode(changed, out var act))
                {
                    Assert.Equal(changed, act!.Encode());
                    Assert.True(Enum.IsDefined(act.Verb));
                    Assert.True(act.Sequence >= 0);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void An_act_with_a_field_that_its_verb_does_not_use_is_none(string name)
    {
        var golden = GoldenFile.Read("stewardActRefusals").AsArray().Single(act => act!["name"]!.GetValue<string>() == name)!;

        Assert.False(StewardAct.TryDecode(golden["encoded"].Hex(), out _));
    }

    [Fact]
    public void Every_verb_has_a_golden_act_and_does_to_restrictions_what_the_table_says()
    {
        Assert.Equal(Enum.GetValues<StewardVerb>(), GoldenFile.Read("stewardActs").AsArray().Select(act => (StewardVerb)act!["verb"]!.GetValue<int>()));
        var table = GoldenFile.Read("restrictions").AsArray();
        Assert.Equal(8 * Enum.GetValues<StewardVerb>().Length, table.Count);
        Assert.All(table, row => Assert.Equal(
            (Restrictions)row!["after"]!.GetValue<int>(),
            ((Restrictions)row["before"]!.GetValue<int>()).After((StewardVerb)row["verb"]!.GetValue<int>())));
    }

    [Fact]
    public void Days_are_the_number_in_the_key()
    {
        var act = Act(Find("shorten"));

        Assert.Equal(7, act.Days);
        Assert.Equal(act.Key.ToArray(), StewardAct.KeyOfDays(7));
    }

    [Fact]
    public void A_field_of_another_length_cannot_be_encoded() =>
        Assert.Throws<ArgumentException>(() => (Act(Find("set key")) with { Hash = new byte[31] }).Encode());

    private static JsonNode Find(string name) =>
        GoldenFile.Read("stewardActs").AsArray().Single(act => act!["name"]!.GetValue<string>() == name)!;

    private static StewardAct Act(JsonNode golden) => new(
        (StewardVerb)golden["verb"]!.GetValue<int>(),
        golden["epoch"]!.GetValue<ulong>(),
        golden["sequence"]!.GetValue<long>(),
        golden["hash"].Base64(),
        golden["hour"]!.GetValue<ulong>(),
        golden["key"].Base64(),
        golden["stewardKey"].Base64(),
        golden["signature"].Base64());
}
