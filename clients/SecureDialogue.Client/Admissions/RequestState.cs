namespace SecureDialogue.Client.Admissions;

/// <summary>What became of a request.</summary>
internal enum RequestState
{
    /// <summary>It waits for the officer.</summary>
    Waiting,

    /// <summary>The link was used by more than one device: none can be admitted on it.</summary>
    InDoubt,

    /// <summary>Admitted.</summary>
    Admitted,

    /// <summary>Declined.</summary>
    Declined,

    /// <summary>The admission waits for signatures.</summary>
    Proposed,

    /// <summary>The digits differed on a screen: nobody is admitted until they are compared again.</summary>
    Differ,
}
