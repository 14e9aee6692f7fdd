namespace SecureDialogue.Client.Storage;

/// <summary>What one guess at a passphrase costs: Argon2id's parameters.</summary>
/// <param name="MemoryBytes">Memory to fill.</param>
/// <param name="Passes">Passes over it.</param>
internal readonly record struct PassphraseCost(int MemoryBytes, int Passes)
{
    /// <summary>64 MiB and three passes.</summary>
    internal static PassphraseCost Standard => new(64 * 1024 * 1024, 3);

    /// <summary>A file may ask for no more than 1 GiB and 16 passes, so that opening a strange one does not stop the machine.</summary>
    internal bool IsBounded => MemoryBytes is >= 8192 and <= 1024 * 1024 * 1024 && Passes is >= 1 and <= 16;
}
