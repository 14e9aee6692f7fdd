using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Admissions;

/// <summary>What the host decides when an admission is proposed.</summary>
internal sealed record AdmissionTerms
{
    /// <summary>The longest objection window, in hours.</summary>
    internal const uint MaxWindowHours = 72;

    /// <summary>The window where several must sign and nothing else is said, in hours.</summary>
    internal const uint UsualWindowHours = 24;

    /// <summary>The longest time of an admission.</summary>
    private const uint MaxHours = 5 * 366 * 24;

    /// <summary>How long an admission holds where nothing else is said: longer than any renewal is put off.</summary>
    internal const uint Hours = 400 * 24;

    /// <summary>Hours between the proposal and the first hour of the admission; null for the usual.</summary>
    internal uint? WindowHours { get; init; }

    /// <summary>The first hour at which it is expired; null for the usual.</summary>
    internal UnixHour? Until { get; init; }

    /// <summary>For the signers.</summary>
    internal string Note { get; init; } = string.Empty;

    /// <summary>What officers write down of the person.</summary>
    internal VettingChecklist? Checklist { get; init; }

    /// <summary>What a person typed.</summary>
    /// <exception cref="DialogueException">A text is too long, the window out of its bounds, or the end in the past.</exception>
    internal static AdmissionTerms Of(AdmissionOptions options, UnixHour now)
    {
        if (options.WindowHours is < 0 or > (int)MaxWindowHours)
        {
            throw new DialogueException(DialogueError.BadInput, $"the objection window has 0 to {MaxWindowHours} hours", "choose another with --window");
        }

        if (options.Until is { } end && (end <= now.Plus(MaxWindowHours).ToTime() || end > now.Plus(MaxHours).ToTime()))
        {
            throw new DialogueException(DialogueError.BadInput, "an admission ends 4 days to 5 years from now", "choose another day with --until");
        }

        return new AdmissionTerms
        {
            WindowHours = (uint?)options.WindowHours,
            Until = options.Until is { } until ? UnixHour.Of(until) : null,
            Note = PlainText.Require(options.Note, 1000),
            Checklist = options.Vetting is { } vetting ? VettingWords.Parse(vetting) : null,
        };
    }

    /// <summary>The first hour at which it is expired.</summary>
    internal UnixHour End(UnixHour now) => Until ?? now.Plus(Hours);

    /// <summary>Refuses what counsel said no to.</summary>
    /// <exception cref="DialogueException">Counsel said no.</exception>
    internal void RequireCounsel()
    {
        if (Checklist is { Legal.Answer: CounselAnswer.No })
        {
            throw new DialogueException(DialogueError.NotAllowed, "counsel said no: nothing was proposed", "ask counsel again, or decline the request");
        }
    }

    /// <summary>The first hour: later by the window where somebody else has to sign as well.</summary>
    internal UnixHour NotBefore(UnixHour now, CharterChain charters, Officer signer, PartyCode? party)
    {
        var isEnough = charters.Head.AdmissionRule.IsMetBy([signer.AsSigner()], new RuleSubject(charters.Head.PartyCodes, party));
        return now.Plus(WindowHours ?? (isEnough ? 0 : UsualWindowHours));
    }
}
