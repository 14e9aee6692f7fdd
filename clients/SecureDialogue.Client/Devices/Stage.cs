namespace SecureDialogue.Client.Devices;

/// <summary>How far this device has come.</summary>
internal enum Stage
{
    /// <summary>Founder: the relay has not confirmed everything yet.</summary>
    Founding,

    /// <summary>Applicant: the request has not reached the relay yet.</summary>
    Asking,

    /// <summary>Applicant: the request waits for an officer.</summary>
    Asked,

    /// <summary>Applicant: the officer answered, the digits can be compared.</summary>
    Digits,

    /// <summary>Admitted.</summary>
    Admitted,

    /// <summary>The officer declined.</summary>
    Declined,

    /// <summary>Applicant: the link had been used before, so the request went without a card.</summary>
    InDoubt,

    /// <summary>This home is an old copy and works no more.</summary>
    Stopped,

    /// <summary>Founder: the mailbox is there; the founders' keys are gathered, then their signatures.</summary>
    Gathering,

    /// <summary>Applicant: the digits differ; nothing of the officer's is taken until they are compared again.</summary>
    Differ,
}
