namespace SecureDialogue.Client.Views;

/// <summary>What the host of an admission decides beside the invitation.</summary>
public sealed record AdmissionOptions
{
    /// <summary>Hours between the proposal and the first hour of the admission, 0 to 72, in which others may object; null for 24 where somebody else must sign, else 0.</summary>
    public int? WindowHours { get; init; }

    /// <summary>When the admission ends; null for 400 days.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Renewals only: the new role; null for the roles as they are.</summary>
    public string? Role { get; init; }

    /// <summary>For the signers, at most 1000 characters.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>What officers write down of the person; null for nothing.</summary>
    public VettingView? Vetting { get; init; }
}
