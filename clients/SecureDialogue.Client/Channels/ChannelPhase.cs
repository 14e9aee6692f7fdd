namespace SecureDialogue.Client.Channels;

/// <summary>Where a channel stands on this device.</summary>
internal enum ChannelPhase
{
    /// <summary>Made here; the relay has not confirmed it yet.</summary>
    Creating,

    /// <summary>Open.</summary>
    Open,

    /// <summary>This device was removed; its secrets are gone.</summary>
    Removed,

    /// <summary>The relay's history contradicts what this device or another member saw; kept as it is.</summary>
    Forked,
}
