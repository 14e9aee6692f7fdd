using System.Text.Json;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class VectorCoverageTests(ITestOutputHelper output)
{
    private static readonly HashSet<string> Run =
    [
        "crypto-basics", "deserialization", "key-schedule", "message-protection", "messages", "passive-client-welcome", "psk_secret",
        "secret-tree", "transcript-hashes", "tree-math", "tree-operations", "tree-validation", "treekem", "welcome",
        "interop-passive/application", "interop-passive/welcome_join",
    ];

    private static readonly HashSet<string> Later =
    [
        "passive-client-handling-commit", "passive-client-random", "interop-passive/branch", "interop-passive/commit",
        "interop-passive/external_join", "interop-passive/external_proposals", "interop-passive/reinit",
    ];

    [VectorFact]
    public void Every_file_of_the_folder_is_run_or_named()
    {
        Assert.True(VectorFolder.IsThere, VectorFolder.Missing);
        var folder = VectorFolder.Locate();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace('\\', '/');
            if (!Run.Contains(file))
            {
                using var stream = File.OpenRead(path);
                using var document = JsonDocument.Parse(stream);
                var reason = Later.Contains(file) ? "issue \"The MLS core in C#, complete\"" : "a file nobody knows here";
                output.WriteLine($"{file}: not yet: {document.RootElement.GetArrayLength()} cases, {reason}");
            }
        }
    }
}
