using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Documents;

/// <summary>docs/protocol.md says how long each object is: as long as in its golden file.</summary>
public sealed partial class ObjectSizeTests
{
    private static readonly string[] Folders = ["trust", "content"];

    /// <summary>Files of objects whose row has a shorter name than their type.</summary>
    private static readonly Dictionary<string, string> Types = new()
    {
        ["Charter chain"] = "SignedCharterChain",
        ["requirement"] = "SignatureRequirement",
        ["Text"] = "TextContent",
        ["Reply"] = "ReplyContent",
        ["Seen"] = "SeenContent",
        ["Leave"] = "LeaveContent",
    };

    [Fact]
    public void Every_size_is_that_of_the_golden_object()
    {
        const string sample = """
            | Leaf certificate | 1 leaf key | device | 138 | 256 |
            | Seen / Leave | none / 1 own admission id | | 1 / 37 | 64 / 128 |
            | Charter chain | 1 [bytes] | | 1187 (two versions) | 512 Ki |
            | Unheard of | 1 nothing | | 5 | 6 |
            | party / officer | 1 code / 1 key | | | |
            """;

        Assert.Equal(["Leaf certificate has 139 bytes, not 138", "Leave has 36 bytes, not 37", "Unheard of has no golden file"], Wrong(sample));
        Verdict.Clean(Wrong(Repository.Read("docs/protocol.md")));
    }

    [Fact]
    public void Every_row_says_a_size_for_each_of_its_objects()
    {
        Assert.Equal(["Seen / Leave"], Unsaid("| Seen / Leave | none | | 1 | 64 / 128 |\n| Text | 1 text | | 37 | 20000 |\n"));
        Verdict.Clean(Unsaid(Repository.Read("docs/protocol.md")));
    }

    private static IEnumerable<string> Wrong(string document)
    {
        var golden = Sizes();
        foreach (var (name, said) in Rows(document).SelectMany(row => row.Names.Zip(row.Sizes)))
        {
            var type = Types.GetValueOrDefault(name) ?? string.Concat(name.Split(' ', '-'));
            if (!golden.TryGetValue(type, out var size))
            {
                yield return $"{name} has no golden file";
            }
            else if (size != said)
            {
                yield return $"{name} has {size} bytes, not {said}";
            }
        }
    }

    private static IEnumerable<string> Unsaid(string document) =>
        Rows(document).Where(row => row.Names.Length != row.Sizes.Length).Select(row => string.Join(" / ", row.Names));

    /// <summary>The rows with a size; of a size with a remark, the number before it.</summary>
    private static IEnumerable<(string[] Names, int[] Sizes)> Rows(string document) => Row().Matches(document).Select(row => (
        row.Groups["object"].Value.Split(" / "),
        row.Groups["size"].Value.Split(" / ").Select(size => int.Parse(Digits().Match(size).Value, CultureInfo.InvariantCulture)).ToArray()));

    private static Dictionary<string, int> Sizes()
    {
        var sizes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Repository.Files.Where(f => Folders.Any(folder => f.StartsWith($"tests/vectors/{folder}/", StringComparison.Ordinal))))
        {
            using var golden = JsonDocument.Parse(Repository.Read(file));
            if (golden.RootElement.ValueKind == JsonValueKind.Object && golden.RootElement.TryGetProperty("hex", out var hex))
            {
                sizes[Path.GetFileNameWithoutExtension(file)] = hex.GetString()!.Length / 2;
            }
        }

        return sizes;
    }

    [GeneratedRegex(@"^\| (?<object>[A-Za-z][^|(]*?)(?: \([^|]*\))? \|[^|]*\|[^|]*\| (?<size>\d[^|]*) \| \d[^|]* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex Digits();
}
