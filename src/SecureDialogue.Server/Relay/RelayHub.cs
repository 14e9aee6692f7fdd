using Microsoft.AspNetCore.SignalR;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// The relay's calls. Each line names a call, what a connection must be for to make it, and its answer; the handler of the same
/// name in the slice does it.
/// <para>
/// The relay is blind: it keeps sealed bytes in order and hands them to whoever shows the right key. A connection begins with
/// <see cref="Hello"/>, which gives it a nonce; its first call after that fixes whether it manages a dialogue, serves one
/// mailbox, or reads and writes channels. No connection does two of these, so the relay never learns which mailbox and which
/// channel belong to one person. There are no accounts: a mailbox is opened by its owner key, a channel by the access key that
/// every epoch's members compute, always as a signature over the connection's nonce (<see cref="Wire.Proofs"/>).
/// </para>
/// <para>
/// Every call is answered by a record with a <see cref="RelayCode"/>, whatever was sent; <see cref="RelayErrorFilter"/> is the
/// one place that sees to it. Durable before answered: a good answer means that the transaction is on disk. Answers of calls
/// sent one after the other on a connection keep their order in the log.
/// </para>
/// </summary>
internal sealed class RelayHub(RelayErrorFilter edge) : Hub<IRelayEvents>, IRelayHub
{
    public Task<HelloReply> Hello(HelloRequest request) => edge.AnswerAsync<HelloRequest, HelloReply>(Context, Purpose.None, request);

    public Task<Done> CreateDialogue(CreateDialogueRequest request) => edge.AnswerAsync<CreateDialogueRequest, Done>(Context, Purpose.Dialogue, request);

    public Task<Done> MintPasses(MintPassesRequest request) => edge.AnswerAsync<MintPassesRequest, Done>(Context, Purpose.Dialogue, request);

    public Task<Done> CreateMailbox(CreateMailboxRequest request) => edge.AnswerAsync<CreateMailboxRequest, Done>(Context, Purpose.Mailbox, request);

    public Task<OpenMailboxReply> OpenMailbox(OpenMailboxRequest request) => edge.AnswerAsync<OpenMailboxRequest, OpenMailboxReply>(Context, Purpose.Mailbox, request);

    public Task<Done> PutPackages(PutPackagesRequest request) => edge.AnswerAsync<PutPackagesRequest, Done>(Context, Purpose.Mailbox, request);

    public Task<ReadLettersReply> ReadLetters(ReadLettersRequest request) => edge.AnswerAsync<ReadLettersRequest, ReadLettersReply>(Context, Purpose.Mailbox, request);

    public Task<Done> AcknowledgeLetters(AcknowledgeLettersRequest request) => edge.AnswerAsync<AcknowledgeLettersRequest, Done>(Context, Purpose.Mailbox, request);

    public Task<Done> Drop(DropRequest request) => edge.AnswerAsync<DropRequest, Done>(Context, Purpose.Mailbox, request);

    public Task<FetchPackageReply> FetchPackage(FetchPackageRequest request) => edge.AnswerAsync<FetchPackageRequest, FetchPackageReply>(Context, Purpose.Mailbox, request);

    public Task<Done> CreateChannel(CreateChannelRequest request) => edge.AnswerAsync<CreateChannelRequest, Done>(Context, Purpose.Channel, request);

    public Task<ProveReply> Prove(ProveRequest request) => edge.AnswerAsync<ProveRequest, ProveReply>(Context, Purpose.Channel, request);

    public Task<StoredReply> Post(PostRequest request) => edge.AnswerAsync<PostRequest, StoredReply>(Context, Purpose.Channel, request);

    public Task<StoredReply> Commit(CommitRequest request) => edge.AnswerAsync<CommitRequest, StoredReply>(Context, Purpose.Channel, request);

    public Task<StoredReply> Steward(StewardRequest request) => edge.AnswerAsync<StewardRequest, StoredReply>(Context, Purpose.Channel, request);

    public Task<ReadReply> Read(ReadRequest request) => edge.AnswerAsync<ReadRequest, ReadReply>(Context, Purpose.Channel, request);

    public Task<AppearReply> Appear(AppearRequest request) => edge.AnswerAsync<AppearRequest, AppearReply>(Context, Purpose.Channel, request);

    public Task<Done> Whisper(WhisperRequest request) => edge.AnswerAsync<WhisperRequest, Done>(Context, Purpose.Channel, request);
}
