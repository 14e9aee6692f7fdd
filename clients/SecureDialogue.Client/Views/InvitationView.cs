namespace SecureDialogue.Client.Views;

/// <summary>An invitation that was made.</summary>
/// <param name="Link">To be handed over privately; it lets one person ask to be admitted.</param>
/// <param name="Role">In words of the glossary.</param>
/// <param name="Party">Party code; empty for neutral people.</param>
/// <param name="ExpiresAt">When it stops working.</param>
public sealed record InvitationView(string Link, string Role, string Party, DateTimeOffset ExpiresAt);
