namespace SecureDialogue.Server.Relay;

/// <summary>What a connection is for; fixed by its first call after Hello.</summary>
internal enum Purpose
{
    /// <summary>Not yet fixed.</summary>
    None,

    /// <summary>Opening a dialogue and minting passes.</summary>
    Dialogue,

    /// <summary>One mailbox, dropping letters and fetching packages.</summary>
    Mailbox,

    /// <summary>Channels.</summary>
    Channel,
}
