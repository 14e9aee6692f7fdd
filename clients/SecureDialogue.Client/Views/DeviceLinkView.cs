namespace SecureDialogue.Client.Views;

/// <summary>A link for a further device that was made.</summary>
/// <param name="Link">To be opened on the new device with 'dialogue device join' and nowhere else.</param>
/// <param name="Name">Whose device it is for; the new device asks under this name.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record DeviceLinkView(string Link, string Name, DateTimeOffset ExpiresAt);
