using System.Text.RegularExpressions;

namespace SecureDialogue.Standards.Tests.Tree;

/// <summary>A C# file: its path from the root, its text, and its code, which is the text without comments and strings.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    public string Code { get; } = Strip(Text);

    public string Name { get; } = System.IO.Path.GetFileName(Path);

    public int LineCount { get; } = Text.Count(c => c == '\n');

    /// <summary>Top-level types, in order: those declared at the margin below a file-scoped namespace.</summary>
    public IReadOnlyList<DeclaredType> Types =>
        [.. Declaration().Matches(Code).Select(m => new DeclaredType(
            m.Groups["name"].Value,
            m.Groups["kind"].Value,
            [.. m.Groups["modifiers"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            m.Groups["rest"].Value))];

    /// <summary>The declared namespace, or nothing.</summary>
    public string Namespace => NamespaceLine().Match(Code).Groups["name"].Value;

    // Line breaks stay, so that lines keep their numbers and types their margin.
    private static string Strip(string text) =>
        CommentOrString().Replace(text, m => new string('\n', m.Value.Count(c => c == '\n')));

    [GeneratedRegex("""
        //[^\n]* | /\*.*?\*/ | (?<q>\"\"\"+).*?\k<q> | \$?@\$?"(?:[^"]|"")*" | \$?"(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"^(?<modifiers>(?:(?:public|internal|file|sealed|static|abstract|readonly|ref|partial|unsafe)\s+)*)(?<kind>class|struct|interface|enum|delegate\s+\S+|record(?:\s+struct|\s+class)?)\s+(?<name>\w+)(?<rest>[^{;]*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
