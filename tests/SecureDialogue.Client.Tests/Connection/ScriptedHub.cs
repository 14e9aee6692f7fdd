using Microsoft.AspNetCore.SignalR;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

/// <summary>The calls that <see cref="ScriptedRelay"/> answers; the others are unknown to it.</summary>
public sealed class ScriptedHub : Hub<IRelayEvents>
{
    private readonly ScriptedRelay _relay;

    public ScriptedHub(IServiceProvider services) => _relay = (ScriptedRelay)services.GetService(typeof(ScriptedRelay))!;

    public HelloReply Hello(HelloRequest request) => request.Version == ProtocolVersion.Current ? _relay.HelloReply : HelloReply.Refused(RelayCode.WrongVersion);

    public async Task<StoredReply> Post(PostRequest request)
    {
        _relay.Calls++;
        _relay.Posts.Enqueue(request);
        var sequence = _relay.Posts.Count;
        await _relay.Gate.WaitAsync(Context.ConnectionAborted);
        return new StoredReply(RelayCode.Ok, sequence);
    }

    public async Task<ReadReply?> Read(ReadRequest request)
    {
        _relay.Calls++;
        if (_relay.OnRead is { } script)
        {
            await script(Clients.Caller);
        }

        return _relay.ReadReply;
    }

    public Task<Done> Drop(DropRequest request)
    {
        _relay.Calls++;
        throw new HubException("no");
    }
}
