namespace SecureDialogue.Client;

/// <summary>Why a client did not do what it was asked. The message of <see cref="DialogueException"/> says it in words and what to do next.</summary>
public enum DialogueError
{
    /// <summary>The passphrase does not open this home.</summary>
    WrongPassphrase,

    /// <summary>The directory is no home, or holds one already where a new one was asked for.</summary>
    NotAHome,

    /// <summary>The store on disk is damaged.</summary>
    CorruptedStore,

    /// <summary>The disk of this device is full.</summary>
    DiskFull,

    /// <summary>Another process works on this home and did not finish in time.</summary>
    HomeBusy,

    /// <summary>The store was written by a newer version.</summary>
    NewerVersion,

    /// <summary>The system refuses to read or write the home: a permission, or a failing disk.</summary>
    HomeUnavailable,

    /// <summary>The relay cannot be reached; what was written is kept and goes out with the next sync.</summary>
    RelayUnreachable,

    /// <summary>Another relay answered under this address.</summary>
    WrongRelay,

    /// <summary>The relay refused; nothing changed.</summary>
    RelayRefused,

    /// <summary>The disk of the relay is full; nothing was lost.</summary>
    RelayFull,

    /// <summary>The link is no link, was altered, or is of another type.</summary>
    BadLink,

    /// <summary>The link has expired.</summary>
    LinkExpired,

    /// <summary>The text is too long, or a name or title is not acceptable.</summary>
    BadInput,

    /// <summary>No such request, channel or person, or the name fits several.</summary>
    NotFound,

    /// <summary>The Charter or the channel's rules do not allow it.</summary>
    NotAllowed,

    /// <summary>The other side is not ready: no packages yet, digits not compared, not yet admitted.</summary>
    NotReady,

    /// <summary>Two devices used the same link; neither can be admitted on it.</summary>
    InDoubt,

    /// <summary>This home is an old copy of a device that wrote elsewhere; it has stopped.</summary>
    OldCopy,

    /// <summary>This device was removed from the channel.</summary>
    Removed,

    /// <summary>The relay gave a different history from what other members saw.</summary>
    ForkedHistory,

    /// <summary>libsodium is not installed.</summary>
    SodiumMissing,

    /// <summary>The system lacks Unicode normalisation.</summary>
    UnicodeMissing,
}
