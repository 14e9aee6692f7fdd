namespace SecureDialogue.Server.Platform;

/// <summary>The relay cannot start; the message is one sentence for the person who starts it.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
