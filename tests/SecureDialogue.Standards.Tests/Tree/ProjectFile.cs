using System.Xml.Linq;

namespace SecureDialogue.Standards.Tests.Tree;

/// <summary>A .csproj: what it references, by name.</summary>
internal sealed record ProjectFile(string Path, string Text)
{
    private readonly XDocument _xml = XDocument.Parse(Text);

    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(f => new ProjectFile(f, Repository.Read(f)))];

    /// <summary>The projects that are shipped.</summary>
    public static IEnumerable<ProjectFile> Product => All.Where(p => !p.Path.StartsWith("tests/", StringComparison.Ordinal));

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IEnumerable<string> Projects =>
        Includes("ProjectReference").Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));

    public IEnumerable<string> Packages => Includes("PackageReference");

    private IEnumerable<string> Includes(string element) =>
        _xml.Descendants(element).Select(e => (string?)e.Attribute("Include") ?? "");
}
