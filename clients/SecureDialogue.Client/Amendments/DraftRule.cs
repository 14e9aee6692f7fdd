namespace SecureDialogue.Client.Amendments;

/// <summary>A signature rule in a draft.</summary>
/// <param name="Threshold">How many of the lines must be met.</param>
/// <param name="Requirements">The lines, 1 to 8.</param>
internal sealed record DraftRule(int Threshold, IReadOnlyList<DraftRequirement> Requirements);
