namespace SecureDialogue.Client.Sync;

/// <summary>
/// A home that was copied and used in two places: one of the two meets an item of its own device that it did not write. It stops,
/// because going on could use one key twice.
/// </summary>
internal static class OldCopy
{
    /// <summary>What a person reads.</summary>
    internal static DialogueException Exception() => new(
        DialogueError.OldCopy,
        "this home is an old copy: the same device wrote somewhere else, so it has stopped",
        "use the newest copy only; if there is none, return as with a lost device");
}
