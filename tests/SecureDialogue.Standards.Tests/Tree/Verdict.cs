namespace SecureDialogue.Standards.Tests.Tree;

/// <summary>Fails with every finding in full; a collection assertion would cut them short.</summary>
internal static class Verdict
{
    public static void Clean(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all.Prepend($"{all.Count} found:")));
    }
}
