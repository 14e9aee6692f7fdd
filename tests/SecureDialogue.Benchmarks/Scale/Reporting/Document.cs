namespace SecureDialogue.Benchmarks.Scale.Reporting;

/// <summary>Writes into docs/scale.md, between its marks, and pictures beside it.</summary>
internal static class Document
{
    private static string Folder => Path.Combine(Tree.Root, "docs");

    internal static void Write(string section, string text)
    {
        var path = Path.Combine(Folder, "scale.md");
        var (all, begin, end) = (File.ReadAllText(path), $"<!-- {section}: begin -->\n", $"<!-- {section}: end -->");
        var (from, to) = (all.IndexOf(begin, StringComparison.Ordinal), all.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"docs/scale.md has no place for {section}.");
        }

        File.WriteAllText(path, all[..(from + begin.Length)] + text.TrimEnd('\n') + "\n" + all[to..]);
    }

    internal static void Draw(string name, Chart chart)
    {
        var folder = Path.Combine(Folder, "plots");
        _ = Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), chart.ToString());
    }
}
