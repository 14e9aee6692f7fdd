using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>
/// One client's connection and the one to the real relay that belongs to it: the client signs over this relay's nonce, so every
/// connection has its own.
/// </summary>
/// <param name="who">Whose it is, as the test said when it was opened; empty for nobody's.</param>
/// <param name="caller">The client's end.</param>
internal sealed class Line(string who, HubCallerContext caller) : IAsyncDisposable
{
    private HubConnection? _far;

    /// <summary>Whose it is.</summary>
    public string Who { get; } = who;

    /// <summary>The client's connection, for pushes.</summary>
    public string Id => caller.ConnectionId;

    public static Line Of(HubCallerContext caller) => (Line)caller.Items[typeof(Line)]!;

    /// <summary>Connects to the real relay; what that pushes goes to <paramref name="events"/>.</summary>
    public async Task OpenAsync(string address, IRelayEvents events)
    {
        var target = new RelayTarget(RelayAddress.Parse(address), null);
        _far = HubPipeline.Build(target, new TransportFactory(target, WebSocketTransport.OpenAsync), events);
        _far.Closed += _ =>
        {
            Cut();
            return Task.CompletedTask;
        };
        await _far.StartAsync();
    }

    /// <summary>Asks the real relay.</summary>
    public Task<TReply> AskAsync<TRequest, TReply>(Call<TRequest, TReply> call, TRequest request)
        where TReply : class, IReply<TReply> => _far!.InvokeAsync<TReply>(call.Name, request, caller.ConnectionAborted);

    /// <summary>Ends the client's connection.</summary>
    public void Cut() => caller.Abort();

    public ValueTask DisposeAsync() => _far?.DisposeAsync() ?? ValueTask.CompletedTask;
}
