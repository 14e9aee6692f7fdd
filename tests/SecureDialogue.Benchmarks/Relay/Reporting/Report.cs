namespace SecureDialogue.Benchmarks.Relay.Reporting;

/// <summary>Writes what was measured into a document, between its two marks, and the picture beside it.</summary>
internal static class Report
{
    private const string Begin = "<!-- measured: begin -->\n";
    private const string End = "<!-- measured: end -->";
    private const string PlotName = "plots/relay.svg";

    internal static void Write(string path, string tables, string plot)
    {
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} has no marks to write between.");
        }

        File.WriteAllText(path, text[..(begin + Begin.Length)] + tables + $"\n![The relay beside its peers]({PlotName})\n" + text[end..]);
        var picture = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, PlotName);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        File.WriteAllText(picture, plot);
    }
}
