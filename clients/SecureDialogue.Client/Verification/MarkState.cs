namespace SecureDialogue.Client.Verification;

/// <summary>What this device's owner made sure of.</summary>
internal enum MarkState
{
    /// <summary>Nothing yet.</summary>
    Unverified,

    /// <summary>The digits or the code of this device were compared.</summary>
    Verified,

    /// <summary>The person was verified with another device; this one was not.</summary>
    Lost,

    /// <summary>It is the own device.</summary>
    Self,
}
