using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>What a script can speak of: every call of <see cref="IRelayHub"/>.</summary>
internal static class Calls
{
    public static Call<HelloRequest, HelloReply> Hello { get; } = new(nameof(IRelayHub.Hello));

    public static Call<CreateDialogueRequest, Done> CreateDialogue { get; } = new(nameof(IRelayHub.CreateDialogue));

    public static Call<MintPassesRequest, Done> MintPasses { get; } = new(nameof(IRelayHub.MintPasses));

    public static Call<CreateMailboxRequest, Done> CreateMailbox { get; } = new(nameof(IRelayHub.CreateMailbox));

    public static Call<OpenMailboxRequest, OpenMailboxReply> OpenMailbox { get; } = new(nameof(IRelayHub.OpenMailbox));

    public static Call<PutPackagesRequest, Done> PutPackages { get; } = new(nameof(IRelayHub.PutPackages));

    public static Call<ReadLettersRequest, ReadLettersReply> ReadLetters { get; } = new(nameof(IRelayHub.ReadLetters));

    public static Call<AcknowledgeLettersRequest, Done> AcknowledgeLetters { get; } = new(nameof(IRelayHub.AcknowledgeLetters));

    public static Call<DropRequest, Done> Drop { get; } = new(nameof(IRelayHub.Drop));

    public static Call<FetchPackageRequest, FetchPackageReply> FetchPackage { get; } = new(nameof(IRelayHub.FetchPackage));

    public static Call<CreateChannelRequest, Done> CreateChannel { get; } = new(nameof(IRelayHub.CreateChannel));

    public static Call<ProveRequest, ProveReply> Prove { get; } = new(nameof(IRelayHub.Prove));

    public static Call<PostRequest, StoredReply> Post { get; } = new(nameof(IRelayHub.Post));

    public static Call<CommitRequest, StoredReply> Commit { get; } = new(nameof(IRelayHub.Commit));

    public static Call<StewardRequest, StoredReply> Steward { get; } = new(nameof(IRelayHub.Steward));

    public static Call<ReadRequest, ReadReply> Read { get; } = new(nameof(IRelayHub.Read));

    public static Call<AppearRequest, AppearReply> Appear { get; } = new(nameof(IRelayHub.Appear));

    public static Call<WhisperRequest, Done> Whisper { get; } = new(nameof(IRelayHub.Whisper));
}
