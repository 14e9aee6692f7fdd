using System.Text.Json;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Where the working group's vectors are: MLS_VECTORS, else beside the repository.</summary>
internal static class VectorFolder
{
    internal const string Missing =
        "not run: no vectors found; the working group publishes them at github.com/mlswg/mls-implementations, folder test-vectors (set MLS_VECTORS to a copy)";

    internal static bool IsThere => Directory.Exists(Locate());

    internal static bool IsDemanded => Environment.GetEnvironmentVariable("CI") is not (null or "");

    /// <summary>Whether somebody named a folder of his own.</summary>
    internal static bool IsNamed => Environment.GetEnvironmentVariable("MLS_VECTORS") is { Length: > 0 };

    internal static string Locate() => Environment.GetEnvironmentVariable("MLS_VECTORS") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "mls-test-vectors"));

    /// <summary>Every file of the folder, without its ending, with forward slashes.</summary>
    internal static IReadOnlyList<string> Files => IsThere
        ? [.. Directory.EnumerateFiles(Locate(), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.ChangeExtension(Path.GetRelativePath(Locate(), path), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Whether the first case of a file has what a passive client needs.</summary>
    internal static bool IsPassiveClient(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Locate(), file + ".json"));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.ValueKind == JsonValueKind.Array
            && document.RootElement.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
            && first.TryGetProperty("epochs", out _)
            && first.TryGetProperty("welcome", out _);
    }

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
