using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Tests.Trust;

namespace SecureDialogue.Client.Tests.Cbor;

public sealed class GoldenObjectsTests
{
    private static readonly byte[] False = [0xF4];

    public static IEnumerable<object[]> Names => Samples.All.Select(sample => new object[] { sample.Folder, sample.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public void Encoding_and_decoding_give_the_golden_bytes(string folder, string name)
    {
        var sample = Find(folder, name);

        var golden = Golden.Of(folder, name + ".json", () => Describe(sample));

        Assert.Equal(golden.Hex, Convert.ToHexStringLower(sample.Bytes));
        Assert.Equal(golden.Hex, Convert.ToHexStringLower(sample.Recode(Convert.FromHexString(golden.Hex))));
        Assert.Equal(golden.Id, sample.Id.ToString());
        Assert.Equal(golden.Fields.ToJsonString(), CborTree.Show(sample.Bytes).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_of_another_type_or_missing_is_refused(string folder, string name)
    {
        var sample = Find(folder, name);
        var golden = Golden.Of(folder, name + ".json", () => Describe(sample));

        Assert.True(golden.Refused.Count > CborTree.Fields(sample.Bytes).Count);
        Assert.All(golden.Refused, refused =>
            Assert.Throws<MalformedObjectException>(() => sample.Recode(Convert.FromHexString(refused.Hex))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_object_cut_at_any_byte_is_malformed_and_nothing_else(string folder, string name)
    {
        var sample = Find(folder, name);

        for (var length = 0; length < sample.Bytes.Length; length++)
        {
            var cut = sample.Bytes[..length];
            Assert.Throws<MalformedObjectException>(() => sample.Recode(cut));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_newer_versions_field_survives_in_every_object(string folder, string name)
    {
        var sample = Find(folder, name);
        var fields = CborTree.Fields(sample.Bytes);
        fields.Add(200, [0x82, 0x01, 0x20]);
        var newer = CborTree.Map(fields);

        Assert.Equal(newer, sample.Recode(newer));
    }

    private static Sample Find(string folder, string name) => Samples.All.Single(sample => sample.Folder == folder && sample.Name == name);

    private static GoldenObject Describe(Sample sample) => new(
        sample.Name,
        Convert.ToHexStringLower(sample.Bytes),
        sample.Id.ToString(),
        CborTree.Show(sample.Bytes),
        [.. Broken(sample).Select(broken => new GoldenRefusal(broken.Why, Convert.ToHexStringLower(CborTree.Map(broken.Fields))))]);

    private static IEnumerable<(string Why, SortedDictionary<byte, byte[]> Fields)> Broken(Sample sample)
    {
        var fields = CborTree.Fields(sample.Bytes);
        foreach (var key in fields.Keys)
        {
            yield return ($"field {key} of another type", new(fields) { [key] = False });
            SortedDictionary<byte, byte[]> without = new(fields);
            without.Remove(key);
            if (Refuses(sample, without))
            {
                yield return ($"field {key} missing", without);
            }

            foreach (var (why, value) in CborTree.OutOfBounds(fields[key]))
            {
                SortedDictionary<byte, byte[]> changed = new(fields) { [key] = value };
                if (Refuses(sample, changed))
                {
                    yield return ($"field {key} {why}", changed);
                }
            }
        }

        yield return ("unknown field 62", new(fields) { [62] = [0x00] });
    }

    private static bool Refuses(Sample sample, SortedDictionary<byte, byte[]> fields)
    {
        try
        {
            sample.Recode(CborTree.Map(fields));
            return false;
        }
        catch (MalformedObjectException)
        {
            return true;
        }
    }
}
