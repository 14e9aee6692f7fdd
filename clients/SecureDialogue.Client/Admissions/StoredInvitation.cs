namespace SecureDialogue.Client.Admissions;

/// <summary>An invitation made here. The secret itself is in the link only.</summary>
/// <param name="Id">SHA-256 of the invitation, 32 bytes.</param>
/// <param name="Party">Party code; absent for neutral people.</param>
/// <param name="Roles">The roles offered.</param>
/// <param name="ExpiresAt">Hours since 1970.</param>
internal sealed record StoredInvitation(byte[] Id, string? Party, int Roles, uint ExpiresAt);
