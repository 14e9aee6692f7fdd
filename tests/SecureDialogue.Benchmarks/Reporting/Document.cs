namespace SecureDialogue.Benchmarks.Reporting;

/// <summary>A document that is written anew where it shows what was measured: between marks, and in pictures beside it.</summary>
internal sealed class Document(string path)
{
    internal void Write(string section, string text)
    {
        var (all, begin, end) = (File.ReadAllText(path), $"<!-- {section}: begin -->\n", $"<!-- {section}: end -->");
        var (from, to) = (all.IndexOf(begin, StringComparison.Ordinal), all.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{path} has no marks of {section} to write between.");
        }

        File.WriteAllText(path, all[..(from + begin.Length)] + text.TrimEnd('\n') + "\n" + all[to..]);
    }

    internal void Draw(string picture, string svg)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, picture);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, svg);
    }
}
