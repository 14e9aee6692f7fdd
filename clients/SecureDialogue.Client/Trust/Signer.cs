namespace SecureDialogue.Client.Trust;

/// <summary>Somebody whose signature was checked, as a signature rule sees them.</summary>
/// <param name="Key">The key that signed.</param>
/// <param name="Party">Whose officer; null for neutral.</param>
/// <param name="Roles">The officer's roles; none for a person's own other device.</param>
/// <param name="IsSamePerson">Whether this is another device of the person in question.</param>
public sealed record Signer(DeviceKey Key, PartyCode? Party, Roles Roles, bool IsSamePerson = false);
