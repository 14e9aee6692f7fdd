using Microsoft.AspNetCore.SignalR.Client;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <content>The calls. Each throws <see cref="RelayUnreachableException"/> when no answer came, and nothing else.</content>
public sealed partial class RelayConnection
{
    /// <inheritdoc />
    public Task<HelloReply> Hello(HelloRequest request) => CallAsync<HelloReply>(nameof(Hello), request);

    /// <inheritdoc />
    public Task<Done> CreateDialogue(CreateDialogueRequest request) => CallAsync<Done>(nameof(CreateDialogue), request);

    /// <inheritdoc />
    public Task<Done> MintPasses(MintPassesRequest request) => CallAsync<Done>(nameof(MintPasses), request);

    /// <inheritdoc />
    public Task<Done> CreateMailbox(CreateMailboxRequest request) => CallAsync<Done>(nameof(CreateMailbox), request);

    /// <inheritdoc />
    public Task<OpenMailboxReply> OpenMailbox(OpenMailboxRequest request) => CallAsync<OpenMailboxReply>(nameof(OpenMailbox), request);

    /// <inheritdoc />
    public Task<Done> PutPackages(PutPackagesRequest request) => CallAsync<Done>(nameof(PutPackages), request);

    /// <inheritdoc />
    public Task<ReadLettersReply> ReadLetters(ReadLettersRequest request) => CallAsync<ReadLettersReply>(nameof(ReadLetters), request);

    /// <inheritdoc />
    public Task<Done> AcknowledgeLetters(AcknowledgeLettersRequest request) => CallAsync<Done>(nameof(AcknowledgeLetters), request);

    /// <inheritdoc />
    public Task<Done> Drop(DropRequest request) => CallAsync<Done>(nameof(Drop), request);

    /// <inheritdoc />
    public Task<FetchPackageReply> FetchPackage(FetchPackageRequest request) => CallAsync<FetchPackageReply>(nameof(FetchPackage), request);

    /// <inheritdoc />
    public Task<Done> CreateChannel(CreateChannelRequest request) => CallAsync<Done>(nameof(CreateChannel), request);

    /// <inheritdoc />
    public Task<ProveReply> Prove(ProveRequest request) => CallAsync<ProveReply>(nameof(Prove), request);

    /// <inheritdoc />
    public Task<StoredReply> Post(PostRequest request) => CallAsync<StoredReply>(nameof(Post), request);

    /// <inheritdoc />
    public Task<StoredReply> Commit(CommitRequest request) => CallAsync<StoredReply>(nameof(Commit), request);

    /// <inheritdoc />
    public Task<StoredReply> Steward(StewardRequest request) => CallAsync<StoredReply>(nameof(Steward), request);

    /// <inheritdoc />
    public Task<ReadReply> Read(ReadRequest request) => CallAsync<ReadReply>(nameof(Read), request);

    /// <inheritdoc />
    public Task<AppearReply> Appear(AppearRequest request) => CallAsync<AppearReply>(nameof(Appear), request);

    /// <inheritdoc />
    public Task<Done> Whisper(WhisperRequest request) => CallAsync<Done>(nameof(Whisper), request);

    private async Task<TReply> CallAsync<TReply>(string operation, object request)
        where TReply : class, IReply<TReply>
    {
        if (!RequestSize.IsWithinLimits(request))
        {
            return TReply.Refused(RelayCode.TooLarge);
        }

        using var deadline = new CancellationTokenSource(_target.CallTimeout, _target.Time);
        try
        {
            // Nothing is awaited before this line: it is where overlapping calls get their order.
            var reply = await _hub.InvokeAsync<TReply?>(operation, request, deadline.Token).ConfigureAwait(false);
            return reply is not null && ReplyShape.IsWhole(reply) ? reply : throw new RelayUnreachableException(UnreachableReason.Failed);
        }
        catch (Exception e) when (TransportFailure.OfCall(e, deadline.IsCancellationRequested) is { } reason)
        {
            if (reason == UnreachableReason.Timeout)
            {
                _transports.Abort();
            }

            throw new RelayUnreachableException(reason, e);
        }
    }
}
