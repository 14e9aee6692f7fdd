using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Projects;

public sealed partial class LayoutTests
{
    private static readonly string[] TopLevel =
    [
        "src", "tests", "clients", "infra", "docs", "README.md", "SecureDialogue.sln", "LICENSE", "global.json",
        "Directory.Build.props", "Directory.Packages.props", "Directory.Build.targets", "nuget.config",
    ];

    // Kinds; a folder is a subject.
    private static readonly string[] ForbiddenFolders =
        ["Models", "Helpers", "Services", "Utils", "Common", "Interfaces", "Managers", "Impl"];

    // The same kinds, as web projects call them.
    private static readonly string[] ForbiddenWebFolders =
        ["lib", "components", "stores", "hooks", "types", "shared", "misc", "helper", "service", "util", "model", "constants"];

    [Fact]
    public void Top_level_holds_only_what_was_agreed()
    {
        Assert.Equal(["notes.md"], Strangers(["notes.md", "src/a.cs", ".editorconfig"]));
        Verdict.Clean(Strangers(Repository.Files));
    }

    [Fact]
    public void Folders_are_subjects_and_never_kinds()
    {
        Assert.Equal(["src/X/Helpers/A.cs"], Kinds(["src/X/Helpers/A.cs", "src/X/Mailboxes/A.cs"]));
        Verdict.Clean(Kinds(Repository.Files));
    }

    [Fact]
    public void Folders_of_the_web_client_are_subjects_and_never_kinds()
    {
        Assert.Equal(["clients/web/src/app/components/A.svelte"], WebKinds(["clients/web/src/app/components/A.svelte", "clients/web/src/core/tree/a.ts", "src/X/Types/A.cs"]));
        Verdict.Clean(WebKinds(Repository.Files));
    }

    [Fact]
    public void No_machine_path_and_no_package_source_host_is_in_the_tree()
    {
        var samples = new[] { "see /wo" + "rk/main", "https" + "://registry.example.org", "https" + "://api.example.org/x" };

        Assert.All(samples, s => Assert.Matches(MachinePath(), s));
        Verdict.Clean(Repository.Matching(MachinePath()));
    }

    private static IEnumerable<string> Strangers(IEnumerable<string> files) =>
        files.Select(f => f.Split('/')[0]).Distinct().Where(t => !t.StartsWith('.') && !TopLevel.Contains(t));

    private static IEnumerable<string> WebKinds(IEnumerable<string> files) =>
        files.Where(f => f.StartsWith("clients/web/src/", StringComparison.Ordinal) && f.Split('/')[..^1].Intersect(ForbiddenWebFolders, StringComparer.OrdinalIgnoreCase).Any());

    private static IEnumerable<string> Kinds(IEnumerable<string> files) =>
        files.Where(f => f.Split('/')[..^1].Intersect(ForbiddenFolders, StringComparer.OrdinalIgnoreCase).Any());

    [GeneratedRegex(@"/(wor[k]|far[m])/|/hom[e]/[a-z]|/Use[r]s/|bash_job[s]|https?://(api|registry|deb)\.[a-z]+\.")]
    private static partial Regex MachinePath();
}
