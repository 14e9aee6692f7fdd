namespace SecureDialogue.Client.Channels;

/// <summary>What came of one item.</summary>
internal enum ItemOutcome
{
    /// <summary>Processed; the next may follow.</summary>
    Processed,

    /// <summary>A commit was taken: the next epoch must be proven.</summary>
    EpochEnded,

    /// <summary>It stays unprocessed: a commit from the future, or one that this device's verdict refuses.</summary>
    Waits,
}
