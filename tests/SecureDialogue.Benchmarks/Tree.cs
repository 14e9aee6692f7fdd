namespace SecureDialogue.Benchmarks;

/// <summary>The tree that the program was built in.</summary>
internal static class Tree
{
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "SecureDialogue.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not in the tree."));
}
