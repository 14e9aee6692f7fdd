using System.CommandLine;
using System.Globalization;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary>What an officer writes beside an admission: window, end, note, vetting checklist.</summary>
internal static class VettingOptions
{
    private static readonly Option<int?> Window = new("--window") { Description = "hours in which others may object before it begins, 0 to 72; 24 where others must sign", HelpName = "HOURS" };
    private static readonly Option<string?> Until = new("--until") { Description = "last day, as 2027-12-31; 400 days from now if left out", HelpName = "DATE" };
    private static readonly Option<string> Note = new("--note") { Description = "for the other signers", HelpName = "TEXT", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string?> Standing = new("--standing") { Description = "non-official, former-official or official-in-personal-capacity", HelpName = "WORD" };
    private static readonly Option<string> Acceptable = new("--acceptable") { Description = "who vouches, and why the other side can accept the person", HelpName = "TEXT", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string?> Counsel = new("--counsel") { Description = "what counsel said: yes, conditions or no", HelpName = "ANSWER" };
    private static readonly Option<string> List = new("--list") { Description = "which version of the list was read", HelpName = "VERSION", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string> Conditions = new("--conditions") { Description = "what counsel asks for", HelpName = "TEXT", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string?> Review = new("--review") { Description = "when counsel is asked again, as 2027-12-31", HelpName = "DATE" };

    /// <summary>Gives a command these options.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Window, Until, Note, Standing, Acceptable, Counsel, List, Conditions, Review])
        {
            command.Add(option);
        }
    }

    /// <summary>What was typed.</summary>
    /// <exception cref="UsageException">A day is not understood, or only half of the checklist is there.</exception>
    public static AdmissionOptions Read(ParseResult parsed) => new()
    {
        WindowHours = parsed.GetValue(Window),
        Until = Day("--until", parsed.GetValue(Until)),
        Note = parsed.GetRequiredValue(Note),
        Vetting = Vetting(parsed),
    };

    private static VettingView? Vetting(ParseResult parsed)
    {
        if (parsed is { } line && (line.GetValue(Standing), line.GetValue(Counsel), line.GetValue(Review)) is ({ } standing, { } counsel, { } review))
        {
            return new VettingView(
                standing,
                parsed.GetRequiredValue(Acceptable),
                counsel,
                parsed.GetRequiredValue(List),
                parsed.GetRequiredValue(Conditions),
                Day("--review", review)!.Value);
        }

        return parsed.GetResult(Standing) is null && parsed.GetResult(Counsel) is null && parsed.GetResult(Review) is null
            ? null
            : throw new UsageException("half of the vetting checklist is missing", "give --standing, --counsel and --review together, or none of them");
    }

    private static DateTimeOffset? Day(string option, string? written)
    {
        if (written is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : throw new UsageException($"the day after {option} is not understood", "write it as 2027-12-31");
    }
}
