using System.CommandLine;
using System.Globalization;

namespace SecureDialogue.Cli;

/// <summary>How long a link works, as it is written after <c>--expires</c>.</summary>
internal static class ValidFor
{
    /// <summary>The option, of which each command has its own.</summary>
    /// <param name="usual">The time when none is written.</param>
    public static Option<string> Option(string usual) =>
        new("--expires") { Description = "how long the link works: 30m, 12h or 7d", HelpName = "TIME", DefaultValueFactory = _ => usual };

    /// <summary>A number and a unit.</summary>
    /// <exception cref="UsageException">It is not written so.</exception>
    public static TimeSpan Parse(string written)
    {
        if (written.Length is < 2 or > 6 || !int.TryParse(written[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            throw NotATime();
        }

        return written[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw NotATime(),
        };
    }

    private static UsageException NotATime() => new("the time after --expires is not understood", "write a number and a unit: 30m, 12h or 7d");
}
