namespace SecureDialogue.Client;

/// <summary>A client did not do what it was asked; nothing was lost.</summary>
/// <param name="error">Which refusal, for programs.</param>
/// <param name="message">One sentence for people: what happened; no secret, no plaintext.</param>
/// <param name="hint">One sentence: what to do next.</param>
public sealed class DialogueException(DialogueError error, string message, string hint) : Exception(message)
{
    /// <summary>Which refusal, for programs.</summary>
    public DialogueError Error { get; } = error;

    /// <summary>One sentence: what to do next; may be empty.</summary>
    public string Hint { get; } = hint;
}
