namespace SecureDialogue.Client.Views;

/// <summary>What a sync brought.</summary>
/// <param name="Letters">Letters processed.</param>
/// <param name="Items">Items processed.</param>
/// <param name="Sent">Waiting messages that the relay acknowledged.</param>
/// <param name="Waiting">Messages still waiting.</param>
/// <param name="Notices">Lines a person must see and was not shown yet, whichever operation met them: entered, removed, in doubt, alarms; in order.</param>
public sealed record SyncReport(int Letters, int Items, int Sent, int Waiting, IReadOnlyList<string> Notices);
