namespace SecureDialogue.Client.Views;

/// <summary>A party to the dialogue.</summary>
/// <param name="Code">1 to 16 letters, digits or hyphens.</param>
/// <param name="Title">As people read it.</param>
public sealed record PartyView(string Code, string Title);
