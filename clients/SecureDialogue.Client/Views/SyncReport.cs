namespace SecureDialogue.Client.Views;

/// <summary>What a sync brought.</summary>
/// <param name="Letters">Letters processed.</param>
/// <param name="Items">Items processed.</param>
/// <param name="Sent">Waiting messages that the relay acknowledged.</param>
/// <param name="Waiting">Messages still waiting.</param>
/// <param name="Notices">What this sync met, then every alarm not shown yet, whichever operation met it.</param>
public sealed record SyncReport(int Letters, int Items, int Sent, int Waiting, IReadOnlyList<string> Notices);
