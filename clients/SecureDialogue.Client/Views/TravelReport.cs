namespace SecureDialogue.Client.Views;

/// <summary>What became of leaving: the home is gone in any case.</summary>
/// <param name="Left">Titles of channels that were told that this device leaves; the members' devices remove it.</param>
/// <param name="NotTold">Titles of channels that could not be told: the device counts as a member there until two people cut it off.</param>
public sealed record TravelReport(IReadOnlyList<string> Left, IReadOnlyList<string> NotTold);
