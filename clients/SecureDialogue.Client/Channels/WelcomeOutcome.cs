namespace SecureDialogue.Client.Channels;

/// <summary>What came of a Welcome.</summary>
internal enum WelcomeOutcome
{
    /// <summary>This device is in.</summary>
    Entered,

    /// <summary>Parts are missing, or its commit has not been handed in.</summary>
    Waits,

    /// <summary>It does not hold, its commit lost, or this device is in already.</summary>
    Refused,
}
