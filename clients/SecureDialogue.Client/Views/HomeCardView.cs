namespace SecureDialogue.Client.Views;

/// <summary>What a person may say at home, and to whom. It is on this device only.</summary>
/// <param name="Id">Short id for commands, 8 lower-case hexadecimal digits.</param>
/// <param name="For">The person at home.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Lines">Cleared words, without whose they are.</param>
public sealed record HomeCardView(string Id, string For, DateTimeOffset MadeAt, IReadOnlyList<string> Lines);
