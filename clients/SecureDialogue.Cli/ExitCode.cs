namespace SecureDialogue.Cli;

/// <summary>Every way in which the program ends. The numbers are for scripts and never change their meaning; docs/cli.md lists them.</summary>
internal enum ExitCode
{
    Ok = 0,
    Internal = 1,
    Usage = 2,
    Waiting = 3,
    WrongPassphrase = 10,
    NotAHome = 11,
    CorruptedStore = 12,
    DiskFull = 13,
    HomeBusy = 14,
    NewerVersion = 15,
    HomeUnavailable = 16,
    RelayUnreachable = 20,
    WrongRelay = 21,
    RelayRefused = 22,
    RelayFull = 23,
    BadLink = 30,
    LinkExpired = 31,
    BadInput = 32,
    NotFound = 33,
    NotAllowed = 40,
    NotReady = 41,
    InDoubt = 42,
    OldCopy = 43,
    Removed = 44,
    ForkedHistory = 45,
    SodiumMissing = 50,
    UnicodeMissing = 51,
    Interrupted = 130,
}
