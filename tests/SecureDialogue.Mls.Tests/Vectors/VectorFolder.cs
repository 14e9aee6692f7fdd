namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Where the working group's vectors are: MLS_VECTORS, else beside the repository.</summary>
internal static class VectorFolder
{
    internal const string Missing =
        "not run: no vectors found; the working group publishes them at github.com/mlswg/mls-implementations, folder test-vectors (set MLS_VECTORS to a copy)";

    internal static bool IsThere => Directory.Exists(Locate());

    internal static bool IsDemanded => Environment.GetEnvironmentVariable("CI") is not (null or "");

    internal static string Locate() => Environment.GetEnvironmentVariable("MLS_VECTORS") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "mls-test-vectors"));

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SecureDialogue.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
