namespace SecureDialogue.Client.Trust;

/// <summary>What a letter's body is.</summary>
public enum LetterKind
{
    /// <summary>A signed <see cref="Trust.JoinRequest"/>.</summary>
    JoinRequest = 1,

    /// <summary>A <see cref="RequestReply"/>.</summary>
    Reply = 2,

    /// <summary>An <see cref="AdmissionGranted"/>.</summary>
    Admission = 3,

    /// <summary>A <see cref="RequestDeclined"/>.</summary>
    Declined = 4,

    /// <summary>A signed <see cref="CharterAcceptance"/>.</summary>
    Acceptance = 5,

    /// <summary>An <see cref="Trust.OfficerNotice"/>.</summary>
    OfficerNotice = 6,

    /// <summary>A <see cref="Content.WelcomePart"/>.</summary>
    Welcome = 7,

    /// <summary>A <see cref="Content.CrossCheck"/>.</summary>
    CrossCheck = 8,

    /// <summary>A signed <see cref="SwapRequest"/>.</summary>
    Swap = 9,

    /// <summary>A signed <see cref="Trust.FoundingRequest"/>.</summary>
    FoundingRequest = 10,

    /// <summary>A <see cref="Trust.Proposal"/>.</summary>
    Proposal = 11,

    /// <summary>A <see cref="Trust.Countersignature"/>.</summary>
    Countersignature = 12,

    /// <summary>A <see cref="Trust.Remark"/>.</summary>
    Remark = 13,

    /// <summary>A <see cref="Trust.PassBundle"/>.</summary>
    Passes = 14,

    /// <summary>A <see cref="Trust.PassRequest"/>.</summary>
    PassRequest = 15,

    /// <summary>A <see cref="Content.RevocationContent"/>: post it wherever its target is.</summary>
    Revocation = 16,

    /// <summary>A <see cref="Trust.DigitsDiffer"/>.</summary>
    DigitsDiffer = 17,
}
