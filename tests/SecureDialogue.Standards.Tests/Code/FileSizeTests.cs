using SecureDialogue.Standards.Tests.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Standards.Tests.Code;

public sealed class FileSizeTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, int> LimitLines = new() { [".cs"] = 400, [".sh"] = 400, [".ts"] = 300, [".svelte"] = 250 };

    // Stays empty: a file over the limit is split.
    private static readonly string[] Exceptions = [];

    [Fact]
    public void No_file_is_longer_than_its_limit()
    {
        var sizes = Repository.Files.Where(f => LimitLines.ContainsKey(Path.GetExtension(f)))
            .Select(f => (f, Repository.Read(f).Count(c => c == '\n'))).ToList();

        Assert.Equal(
            ["a/Long.cs: 401 lines, limit 400", "a/long.ts: 301 lines, limit 300", "a/Long.svelte: 251 lines, limit 250"],
            TooLong([("a/Long.cs", 401), ("a/Short.cs", 400), ("a/long.ts", 301), ("a/short.ts", 300), ("a/Long.svelte", 251), ("a/Short.svelte", 250)]));
        Verdict.Clean(TooLong(sizes));
        Assert.Empty(Exceptions);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("clients")]
    public void Files_of_a_part_are_small_on_the_whole(string part)
    {
        var sizes = Repository.Under(part).Select(f => f.LineCount).Order().ToList();

        var median = sizes[sizes.Count / 2];
        var ninetieth = sizes[sizes.Count * 9 / 10];
        output.WriteLine($"measured: {part}: {sizes.Count} C# files, median {median}, p90 {ninetieth}, longest {sizes[^1]} lines");

        Assert.InRange(median, 1, 70);
        Assert.InRange(ninetieth, 1, 200);
    }

    private static IEnumerable<string> TooLong(IEnumerable<(string Path, int Lines)> files) =>
        files.Where(f => !Exceptions.Contains(f.Path) && f.Lines > LimitLines[Path.GetExtension(f.Path)])
            .Select(f => $"{f.Path}: {f.Lines} lines, limit {LimitLines[Path.GetExtension(f.Path)]}");
}
