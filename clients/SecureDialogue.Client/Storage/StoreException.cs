namespace SecureDialogue.Client.Storage;

/// <summary>A home or its store did not do what was asked; its message is one plain sentence and names nothing of what is stored.</summary>
public class StoreException : Exception
{
    internal StoreException(StoreError error, Exception? inner = null)
        : base(Sentence(error), inner) => Error = error;

    /// <summary>Why.</summary>
    public StoreError Error { get; }

    private static string Sentence(StoreError error) => error switch
    {
        StoreError.WrongPassphrase => "the passphrase does not open this home",
        StoreError.Corrupted => "the home is damaged: a file is missing, cut short or altered",
        StoreError.NotAHome => "there is no home in this directory",
        StoreError.AlreadyExists => "the directory is not empty, so no home is made in it",
        StoreError.DiskFull => "the disk is full; nothing was changed",
        StoreError.Busy => "another command is using this home",
        StoreError.NewerVersion => "a newer version of this program wrote this home",
        StoreError.Unavailable => "the system refuses to read or write the home, or has no memory to open it",
        _ => error.ToString(),
    };
}
