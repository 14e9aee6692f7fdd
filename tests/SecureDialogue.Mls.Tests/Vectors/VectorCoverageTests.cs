namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class VectorCoverageTests
{
    // Every other file is in the passive-client format and found by it.
    private static readonly HashSet<string> Named =
    [
        "crypto-basics", "deserialization", "key-schedule", "message-protection", "messages", "psk_secret", "secret-tree",
        "transcript-hashes", "tree-math", "tree-operations", "tree-validation", "treekem", "welcome",
    ];

    [VectorFact]
    public void Every_file_of_the_folder_is_run()
    {
        Assert.True(VectorFolder.IsThere, VectorFolder.Missing);

        var strangers = VectorFolder.Files.Where(file => !Named.Contains(file.Split('/')[^1]) && !VectorFolder.IsPassiveClient(file));

        Assert.NotEmpty(VectorFolder.Files);
        Assert.Empty(strangers);
    }
}
