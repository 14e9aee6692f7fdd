using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Storage;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;

namespace SecureDialogue.Client;

/// <summary>The one place where failures of parts become a <see cref="DialogueException"/> with a sentence and a hint.</summary>
internal static class Problem
{
    /// <summary>The problem in words; null for a failure that is a bug.</summary>
    internal static DialogueException? Of(Exception failure) => failure switch
    {
        DialogueException known => known,
        HomeBusyException => new(
            DialogueError.HomeBusy, "another process is working on this home", "wait until it has ended and try again"),
        StoreException store => OfStore(store.Error),
        RelayUnreachableException => new(
            DialogueError.RelayUnreachable, "the relay cannot be reached", "check the connection; what was written here is kept and goes out with the next sync"),
        WrongRelayException => new(
            DialogueError.WrongRelay, "another relay answered under this address", "nothing was sent to it; ask the organizer before you go on"),
        RelayRefusedException refused => OfRelay(refused.Code),
        SodiumMissingException sodium => new(DialogueError.SodiumMissing, "libsodium was not found", sodium.Message),
        _ => null,
    };

    private static DialogueException OfStore(StoreError error) => error switch
    {
        StoreError.WrongPassphrase => new(
            DialogueError.WrongPassphrase, "the passphrase does not open this home", "try again; a forgotten passphrase cannot be recovered"),
        StoreError.Corrupted => new(
            DialogueError.CorruptedStore, "the store of this home is damaged", "do not use it further; return as with a lost device"),
        StoreError.NotAHome => new(
            DialogueError.NotAHome, "there is no dialogue in this home", "give the right one with --home, or begin with 'dialogue create' or 'dialogue join'"),
        StoreError.AlreadyExists => new(
            DialogueError.NotAHome, "this home is in use already", "give an empty directory with --home: one home is one device in one dialogue"),
        StoreError.DiskFull => new(
            DialogueError.DiskFull, "the disk of this device is full", "nothing was lost; free some space and try again"),
        StoreError.Busy => new(DialogueError.HomeBusy, "another process is working on this home", "wait until it has ended and try again"),
        StoreError.NewerVersion => new(
            DialogueError.NewerVersion, "a newer version wrote this home", "install that version"),
        _ => new(DialogueError.HomeUnavailable, "the home cannot be read or written", "check the permissions and the disk"),
    };

    private static DialogueException OfRelay(RelayCode code) => code switch
    {
        RelayCode.StorageFull or RelayCode.MailboxFull => new(
            DialogueError.RelayFull, "the relay has no space left", "nothing was lost; it goes out with a later sync; tell the relay's operator"),
        RelayCode.PassSpent => new(
            DialogueError.RelayRefused, "the relay does not accept this pass: it was used before or is not its own", "ask for a new link"),
        RelayCode.QuotaExceeded => new(
            DialogueError.RelayRefused, "this dialogue has used all its passes at the relay", "ask the relay's operator"),
        RelayCode.WrongVersion => new(
            DialogueError.RelayRefused, "the relay speaks another version", "install the version that the relay's operator names"),
        RelayCode.Unavailable or RelayCode.TooMany => new(
            DialogueError.RelayUnreachable, "the relay is not able to answer now", "what was written here is kept and goes out with the next sync"),
        _ => new(DialogueError.RelayRefused, $"the relay refused ({code})", "try 'dialogue sync'; if it stays, tell the facilitators"),
    };
}
