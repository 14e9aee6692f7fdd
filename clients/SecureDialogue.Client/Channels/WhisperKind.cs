namespace SecureDialogue.Client.Channels;

/// <summary>What can be whispered.</summary>
internal enum WhisperKind
{
    /// <summary>Somebody is writing.</summary>
    Typing = 1,
}
