using Microsoft.AspNetCore.SignalR;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>The relay's calls, each handed on along its line. Nothing is awaited before, so that calls keep their order.</summary>
internal sealed class HostileHub(HostileRelay relay) : Hub<IRelayEvents>, IRelayHub
{
    public override Task OnConnectedAsync() => relay.ConnectAsync(Context);

    public override Task OnDisconnectedAsync(Exception? exception) => relay.LeaveAsync(Context);

    public Task<HelloReply> Hello(HelloRequest request) => HandOnAsync(Calls.Hello, request);

    public Task<Done> CreateDialogue(CreateDialogueRequest request) => HandOnAsync(Calls.CreateDialogue, request);

    public Task<Done> MintPasses(MintPassesRequest request) => HandOnAsync(Calls.MintPasses, request);

    public Task<Done> CreateMailbox(CreateMailboxRequest request) => HandOnAsync(Calls.CreateMailbox, request);

    public Task<OpenMailboxReply> OpenMailbox(OpenMailboxRequest request) => HandOnAsync(Calls.OpenMailbox, request);

    public Task<Done> PutPackages(PutPackagesRequest request) => HandOnAsync(Calls.PutPackages, request);

    public Task<ReadLettersReply> ReadLetters(ReadLettersRequest request) => HandOnAsync(Calls.ReadLetters, request);

    public Task<Done> AcknowledgeLetters(AcknowledgeLettersRequest request) => HandOnAsync(Calls.AcknowledgeLetters, request);

    public Task<Done> Drop(DropRequest request) => HandOnAsync(Calls.Drop, request);

    public Task<FetchPackageReply> FetchPackage(FetchPackageRequest request) => HandOnAsync(Calls.FetchPackage, request);

    public Task<Done> CreateChannel(CreateChannelRequest request) => HandOnAsync(Calls.CreateChannel, request);

    public Task<ProveReply> Prove(ProveRequest request) => HandOnAsync(Calls.Prove, request);

    public Task<StoredReply> Post(PostRequest request) => HandOnAsync(Calls.Post, request);

    public Task<StoredReply> Commit(CommitRequest request) => HandOnAsync(Calls.Commit, request);

    public Task<StoredReply> Steward(StewardRequest request) => HandOnAsync(Calls.Steward, request);

    public Task<ReadReply> Read(ReadRequest request) => HandOnAsync(Calls.Read, request);

    public Task<AppearReply> Appear(AppearRequest request) => HandOnAsync(Calls.Appear, request);

    public Task<Done> Whisper(WhisperRequest request) => HandOnAsync(Calls.Whisper, request);

    private Task<TReply> HandOnAsync<TRequest, TReply>(Call<TRequest, TReply> call, TRequest request)
        where TReply : class, IReply<TReply> => relay.AnswerAsync(Line.Of(Context), call, request);
}
