using System.Text.RegularExpressions;

namespace SecureDialogue.Standards.Tests.Tree;

/// <summary>The tree that is judged: everything below the folder of the solution but what a build makes.</summary>
internal static class Repository
{
    private static readonly string[] Made = [".git", "artifacts", "node_modules", "dist", "generated", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file, by its path from the root with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<SourceFile> CSharp { get; } =
        [.. Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).Select(f => new SourceFile(f, Read(f)))];

    /// <summary>The C# of the product, without its tests.</summary>
    public static IEnumerable<SourceFile> Product => CSharp.Where(f => !f.Path.StartsWith("tests/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Under(string folder) =>
        CSharp.Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The files, of those endings or of any, whose text matches.</summary>
    public static IReadOnlyList<string> Matching(Regex text, params string[] endings) =>
        [.. Files.Where(f => (endings.Length == 0 || endings.Contains(Path.GetExtension(f))) && text.IsMatch(Read(f)))];

    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SecureDialogue.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run below the repository");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        var own = Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != ".git");
        var below = Directory.EnumerateDirectories(folder).Where(d => !Made.Contains(Path.GetFileName(d)));
        return own.Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Concat(below.SelectMany(Walk));
    }
}
