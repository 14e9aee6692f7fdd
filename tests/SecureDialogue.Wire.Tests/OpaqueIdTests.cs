using System.Globalization;
using System.Text.Json;

namespace SecureDialogue.Wire.Tests;

public sealed class OpaqueIdTests
{
    public static TheoryData<string> Bad => [.. GoldenFile.Read("opaqueIds")["bad"]!.AsArray().Select(text => text!.GetValue<string>())];

    [Fact]
    public void An_identifier_reads_and_writes_its_golden_text()
    {
        foreach (var good in GoldenFile.Read("opaqueIds")["good"]!.AsArray())
        {
            var id = good!["text"].To<ChannelId>();

            Assert.Equal(UInt128.Parse(good["number"]!.GetValue<string>(), CultureInfo.InvariantCulture), id.Value);
            Assert.Equal(good["text"]!.GetValue<string>(), JsonSerializer.SerializeToNode(id, GoldenFile.Json)!.GetValue<string>());
            Assert.Equal(id, OpaqueId.Read<ChannelId>(id.ToBytes()));
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_no_identifier_does_not_bind(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MailboxId>(json, GoldenFile.Json));

    [Fact]
    public void Drawn_identifiers_differ_and_other_lengths_are_refused()
    {
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => OpaqueId.Draw<MessageId>()).Distinct().Count());
        Assert.Throws<ArgumentException>(() => OpaqueId.Read<MessageId>(new byte[15]));
    }
}
