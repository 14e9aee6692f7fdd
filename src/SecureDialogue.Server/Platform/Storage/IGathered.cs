namespace SecureDialogue.Server.Platform.Storage;

/// <summary>Rows that a transaction has loaded for all of its pieces at once, and those that it has yet to write at once.</summary>
internal interface IGathered
{
    /// <summary>Writes what waits and forgets what was loaded: somebody is about to use statements of his own.</summary>
    void Release();
}
