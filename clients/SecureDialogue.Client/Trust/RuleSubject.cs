namespace SecureDialogue.Client.Trust;

/// <summary>What a signature rule is asked about.</summary>
/// <param name="Parties">The parties of the Charter.</param>
/// <param name="Party">The party of the person in question; null for a neutral person or a question about nobody.</param>
public sealed record RuleSubject(IReadOnlyList<PartyCode> Parties, PartyCode? Party);
