namespace SecureDialogue.Client.Storage;

/// <summary>Why a home or its store did not do what was asked. Nothing was changed, whichever it is.</summary>
public enum StoreError
{
    /// <summary>The passphrase does not open the store.</summary>
    WrongPassphrase,

    /// <summary>A file is missing, cut short or altered: what is there was not written by this program under this key.</summary>
    Corrupted,

    /// <summary>The directory is missing or holds no store.</summary>
    NotAHome,

    /// <summary>The directory to create a home in is not empty.</summary>
    AlreadyExists,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>Another operation holds the home; thrown as <see cref="HomeBusyException"/>.</summary>
    Busy,

    /// <summary>A newer version of this program wrote the home.</summary>
    NewerVersion,

    /// <summary>The system refuses to read or write (a permission, a failing disk), or has not the memory that the passphrase needs.</summary>
    Unavailable,
}
