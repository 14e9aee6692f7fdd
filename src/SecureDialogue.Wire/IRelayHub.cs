namespace SecureDialogue.Wire;

/// <summary>
/// Every call a client can make: the table of contents of the protocol. <see cref="Hello"/> comes first. After it a connection
/// serves one purpose, fixed by its first call: dialogues, one mailbox, or channels. A mailbox is never opened on a connection
/// that proves channels, so that nothing at the relay ties the two together.
/// </summary>
public interface IRelayHub
{
    /// <summary>Begins a connection.</summary>
    Task<HelloReply> Hello(HelloRequest request);

    /// <summary>Opens a dialogue.</summary>
    Task<Done> CreateDialogue(CreateDialogueRequest request);

    /// <summary>Makes passes.</summary>
    Task<Done> MintPasses(MintPassesRequest request);

    /// <summary>Makes a mailbox.</summary>
    Task<Done> CreateMailbox(CreateMailboxRequest request);

    /// <summary>Opens the connection's mailbox; from then on <see cref="IRelayEvents.LetterArrived"/> is sent.</summary>
    Task<OpenMailboxReply> OpenMailbox(OpenMailboxRequest request);

    /// <summary>Adds or replaces key packages.</summary>
    Task<Done> PutPackages(PutPackagesRequest request);

    /// <summary>Reads waiting letters.</summary>
    Task<ReadLettersReply> ReadLetters(ReadLettersRequest request);

    /// <summary>Deletes processed letters.</summary>
    Task<Done> AcknowledgeLetters(AcknowledgeLettersRequest request);

    /// <summary>Drops a letter into a mailbox; needs its token only.</summary>
    Task<Done> Drop(DropRequest request);

    /// <summary>Takes a key package; needs the mailbox's token only.</summary>
    Task<FetchPackageReply> FetchPackage(FetchPackageRequest request);

    /// <summary>Makes a channel.</summary>
    Task<Done> CreateChannel(CreateChannelRequest request);

    /// <summary>Shows that one belongs to an epoch.</summary>
    Task<ProveReply> Prove(ProveRequest request);

    /// <summary>Stores talk or a lasting item.</summary>
    Task<StoredReply> Post(PostRequest request);

    /// <summary>Ends an epoch and opens the next.</summary>
    Task<StoredReply> Commit(CommitRequest request);

    /// <summary>Stores a steward's act.</summary>
    Task<StoredReply> Steward(StewardRequest request);

    /// <summary>Reads the log.</summary>
    Task<ReadReply> Read(ReadRequest request);

    /// <summary>Says that one is here and asks who is.</summary>
    Task<AppearReply> Appear(AppearRequest request);

    /// <summary>Says something that is not stored.</summary>
    Task<Done> Whisper(WhisperRequest request);
}
