using System.Text;

namespace SecureDialogue.Benchmarks.Reporting;

/// <summary>A table in Markdown: words in the first column, numbers in the others.</summary>
internal static class MarkdownTable
{
    internal static StringBuilder Begin(params string[] columns)
    {
        var text = new StringBuilder();
        Append(text, columns);
        Append(text, [.. columns.Select((_, i) => i == 0 ? "---" : "--:")]);
        return text;
    }

    internal static void Append(StringBuilder text, params string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
