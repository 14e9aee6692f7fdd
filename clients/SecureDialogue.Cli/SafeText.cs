using System.Globalization;
using System.Text;

namespace SecureDialogue.Cli;

/// <summary>
/// Makes words of other people harmless for a terminal: no control characters or escape sequences, no line that could pass for one
/// of ours, and bidirectional isolates around them, so that neither their direction nor their stray marks reorder what stands beside.
/// </summary>
internal static class SafeText
{
    private const int FirstStrongIsolate = 0x2068;
    private const int LeftToRightIsolate = 0x2066;
    private const int PopIsolate = 0x2069;
    private const int LeftToRightOverride = 0x202D;
    private const int RightToLeftOverride = 0x202E;
    private const string ContinuationIndent = "    ";

    /// <summary>One line, isolated.</summary>
    public static string Line(string text) => Isolate(Lines(text));

    /// <summary>As many lines as the text has, each isolated, all but the first indented.</summary>
    public static string Block(string text) => string.Join("\n" + ContinuationIndent, Lines(text).Select(line => Isolate([line])));

    /// <summary>Digits and ids: always left to right.</summary>
    public static string LeftToRight(string digits) => $"{(char)LeftToRightIsolate}{digits}{(char)PopIsolate}";

    private static string Isolate(IEnumerable<string> lines) =>
        $"{(char)FirstStrongIsolate}{string.Join(' ', lines)}{(char)PopIsolate}";

    private static string[] Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(Clean)];

    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        var open = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\t':
                    clean.Append(' ');
                    continue;
                case LeftToRightOverride or RightToLeftOverride:
                    continue;
                case PopIsolate when open == 0:
                    continue;
                case PopIsolate:
                    open--;
                    break;
                case >= LeftToRightIsolate and <= FirstStrongIsolate:
                    open++;
                    break;
                default:
                    break;
            }

            clean.Append(Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control ? Rune.ReplacementChar : rune);
        }

        return clean.Append((char)PopIsolate, open).ToString();
    }
}
