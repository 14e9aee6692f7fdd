using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Documents;

public sealed partial class DocumentTests
{
    private const int ReadmeLines = 150;

    [Theory]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/protocol.md")]
    [InlineData("docs/threat-model.md")]
    [InlineData("docs/SECURITY.md")]
    [InlineData("docs/CHANGELOG.md")]
    [InlineData("docs/third-party.md")]
    public void Document_is_there_and_says_something(string path)
    {
        Assert.True(Repository.Has(path), $"{path} is missing");
        Assert.True(Repository.Read(path).Split('\n').Count(l => l.Trim().Length > 0 && !l.StartsWith('#')) >= 5, $"{path} says next to nothing");
    }

    [Fact]
    public void Readme_is_short() =>
        Assert.InRange(Repository.Read("README.md").Count(c => c == '\n'), 1, ReadmeLines);

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        Assert.Equal(["docs/x.md links to nowhere.md"], DeadLinks("docs/x.md", "see [there](nowhere.md), [licence](../LICENSE#top) and [out](https://example.org)"));
        Verdict.Clean(Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal)).SelectMany(f => DeadLinks(f, Repository.Read(f))));
    }

    [Fact]
    public void Every_package_is_explained_with_its_licence()
    {
        var packages = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(p => (string?)p.Attribute("Include") ?? "");
        var explained = Repository.Read("docs/third-party.md");

        Assert.Equal(["Unheard.Of"], NotExplained(["Unheard.Of"], explained));
        Verdict.Clean(NotExplained(packages, explained));
    }

    [Fact]
    public void Every_package_of_the_web_client_is_explained_with_its_licence()
    {
        using var package = JsonDocument.Parse(Repository.Read("clients/web/package.json"));
        var packages = new[] { "dependencies", "devDependencies" }.SelectMany(kind => package.RootElement.GetProperty(kind).EnumerateObject()).Select(p => p.Name).ToList();

        Assert.NotEmpty(packages);
        Verdict.Clean(NotExplained(packages, Repository.Read("docs/third-party.md")));
    }

    [Fact]
    public void Version_of_the_build_heads_the_changelog()
    {
        var version = (string?)XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single();

        Assert.Equal("9.8.7", Newest("# Changelog\n\n## 9.8.7\n\n## 9.8.6\n"));
        Assert.Equal(version, Newest(Repository.Read("docs/CHANGELOG.md")));
    }

    private static IEnumerable<string> DeadLinks(string path, string text) =>
        Link().Matches(text).Select(m => m.Groups["target"].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path) ?? "", t)))
            .Select(t => $"{path} links to {t}");

    private static IEnumerable<string> NotExplained(IEnumerable<string> packages, string text) =>
        packages.Where(p => !Regex.IsMatch(text, $@"^\| {Regex.Escape(p)} \|", RegexOptions.Multiline));

    private static string Newest(string changelog) => VersionHeading().Match(changelog).Groups["version"].Value;

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^## \[?(?<version>\d+\.\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex VersionHeading();
}
