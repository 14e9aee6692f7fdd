using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>What the host decides when an admission is proposed.</summary>
internal sealed record AdmissionTerms
{
    /// <summary>The longest objection window, in hours.</summary>
    internal const uint MaxWindowHours = 72;

    /// <summary>The window where several must sign and nothing else is said, in hours.</summary>
    internal const uint UsualWindowHours = 24;

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

    /// <summary>The first hour: later by the window where somebody else has to sign as well.</summary>
    internal UnixHour NotBefore(UnixHour now, CharterChain charters, Officer signer, PartyCode? party)
    {
        var isEnough = charters.Head.AdmissionRule.IsMetBy([signer.AsSigner()], new RuleSubject(charters.Head.PartyCodes, party));
        return now.Plus(WindowHours ?? (isEnough ? 0 : UsualWindowHours));
    }
}
