using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A client's connection that has said Hello.</summary>
internal sealed class RelayConnection : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private RelayConnection(HubConnection hub) => _hub = hub;

    public ProofContext Context { get; private set; } = null!;

    public ConcurrentQueue<LogItem> Pushed { get; } = [];

    /// <summary>How many items each push held.</summary>
    public ConcurrentQueue<int> Pushes { get; } = [];

    public ConcurrentQueue<(ulong Epoch, byte[] Bytes)> Whispered { get; } = [];

    public int LettersAnnounced { get; private set; }

    public bool IsOpen => _hub.State == HubConnectionState.Connected;

    public static async Task<RelayConnection> OpenAsync(Uri relay)
    {
        var connection = await OpenSilentAsync(relay);
        var hello = await connection.CallAsync<HelloReply>("Hello", new HelloRequest(ProtocolVersion.Current));
        connection.Context = new ProofContext(hello.Relay, hello.Nonce);
        return connection;
    }

    /// <summary>A connection that has not said Hello.</summary>
    public static async Task<RelayConnection> OpenSilentAsync(Uri relay)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(relay) { Scheme = "ws", Path = ProtocolVersion.HubPath }.Uri));
        builder.Services.AddSingleton<IConnectionFactory, WebSocketConnectionFactory>();
        var connection = new RelayConnection(builder.Build());
        connection._hub.On<ChannelId, IReadOnlyList<LogItem>>(nameof(IRelayEvents.ItemsStored), (_, items) =>
        {
            connection.Pushes.Enqueue(items.Count);
            foreach (var item in items)
            {
                connection.Pushed.Enqueue(item);
            }
        });
        connection._hub.On<ChannelId, ulong, ReadOnlyMemory<byte>>(nameof(IRelayEvents.Whispered), (_, epoch, bytes) => connection.Whispered.Enqueue((epoch, bytes.ToArray())));
        connection._hub.On(nameof(IRelayEvents.LetterArrived), () => connection.LettersAnnounced++);
        await connection._hub.StartAsync();
        return connection;
    }

    public Task<TReply> CallAsync<TReply>(string call, object? request) => _hub.InvokeCoreAsync<TReply>(call, [request]);

    public async Task<RelayCode> CodeAsync(string call, object? request) => (await CallAsync<Done>(call, request)).Code;

    /// <summary>Waits until something is so, at most five seconds.</summary>
    public static async Task<bool> EventuallyAsync(Func<bool> so)
    {
        for (var i = 0; i < 500 && !so(); i++)
        {
            await Task.Delay(10);
        }

        return so();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
