using System.Text.RegularExpressions;

namespace SecureDialogue.EndToEnd.Tests.Transcripts;

/// <summary>
/// A conversation with the program, as a person would note it:
/// <c>% relay …</c> a stage direction (see <see cref="Rehearsal"/>), <c>$ …</c> a line of shell, then what it must print:
/// <c>&gt; …</c> on standard output, <c>! …</c> on standard error, <c>? N</c> its exit code, 0 where nothing is said.
/// <c>&gt; ...</c> stands for any further lines. <c>&lt;word&gt;</c> in expected output takes what stands there, and means it from then on.
/// </summary>
internal sealed partial class Transcript
{
    private readonly Dictionary<string, string> _known = [];

    private Transcript(IReadOnlyList<Step> steps) => Steps = steps;

    public IReadOnlyList<Step> Steps { get; }

    public static Transcript Parse(IEnumerable<string> lines)
    {
        var steps = new List<Step>();
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            var text = line.Length > 2 ? line[2..] : string.Empty;
            switch (line[0])
            {
                case '%' or '$':
                    steps.Add(new Step(line[0] == '%', text, [], [], 0));
                    break;
                case '>':
                    steps[^1] = steps[^1] with { Out = [.. steps[^1].Out, text] };
                    break;
                case '!':
                    steps[^1] = steps[^1] with { Error = [.. steps[^1].Error, text] };
                    break;
                case '?':
                    steps[^1] = steps[^1] with { ExitCode = int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) };
                    break;
                default:
                    throw new FormatException($"no line of a transcript: {line}");
            }
        }

        return new Transcript(steps);
    }

    public void Learn(string word, string meaning) => _known[word] = meaning;

    /// <summary>Puts what is known in the place of its words.</summary>
    public string Fill(string text) => Word().Replace(text, m => _known.GetValueOrDefault(m.Groups[1].Value, m.Value));

    /// <summary>Whether the lines are the expected ones; learns new words from them.</summary>
    public bool Matches(IReadOnlyList<string> expected, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i] == "...")
            {
                return true;
            }

            if (i >= lines.Count || !MatchesLine(expected[i], lines[i]))
            {
                return false;
            }
        }

        return lines.Count == expected.Count;
    }

    private bool MatchesLine(string expected, string line)
    {
        var pattern = string.Concat(Word().Split(Fill(expected)).Select((part, i) => i % 2 == 0 ? Regex.Escape(part) : $"(?<{part}>.+?)"));
        var match = Regex.Match(line, $"^{pattern}$", RegexOptions.CultureInvariant);
        foreach (var group in match.Groups.Values.Where(g => match.Success && !char.IsAsciiDigit(g.Name[0]) && g.Name != "any"))
        {
            Learn(group.Name, group.Value);
        }

        return match.Success;
    }

    [GeneratedRegex("<([a-z]+)>")]
    private static partial Regex Word();

    internal sealed record Step(bool IsDirection, string Text, string[] Out, string[] Error, int ExitCode);
}
