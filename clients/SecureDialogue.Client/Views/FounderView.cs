namespace SecureDialogue.Client.Views;

/// <summary>Somebody who is to sign version 1 of the Charter.</summary>
/// <param name="Id">The beginning of the answer's id.</param>
/// <param name="Name">The chosen name.</param>
/// <param name="Party">Party code; empty for neutral people.</param>
/// <param name="Roles">In words of the glossary.</param>
/// <param name="Self">Whether it is this device's person.</param>
/// <param name="InDoubt">Whether another device used the same link.</param>
public sealed record FounderView(string Id, string Name, string Party, IReadOnlyList<string> Roles, bool Self, bool InDoubt);
