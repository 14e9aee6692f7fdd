namespace SecureDialogue.Client.Views;

/// <summary>What erases a whole dialogue from its relay.</summary>
/// <param name="Dialogue">The dialogue's title.</param>
/// <param name="Relay">Address of the relay whose operator can use it.</param>
/// <param name="ClosingKey">As it is written on paper: 14 groups of four letters and digits.</param>
public sealed record ClosingKeyView(string Dialogue, string Relay, string ClosingKey);
