namespace SecureDialogue.Client.Views;

/// <summary>What became of a written message.</summary>
/// <param name="Id">Message id, hexadecimal.</param>
/// <param name="Number">Sequence in the log; 0 while it waits.</param>
/// <param name="Waiting">Whether it is kept here: the relay could not be reached, or stewards keep the channel from taking it.</param>
public sealed record SendOutcome(string Id, long Number, bool Waiting);
