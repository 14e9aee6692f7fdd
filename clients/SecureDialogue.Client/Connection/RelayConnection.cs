using Microsoft.AspNetCore.SignalR.Client;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Connection;

/// <summary>
/// One connection to a relay, for one purpose, which its first call after Hello settles (see <see cref="IRelayHub"/>). It is not repaired: when it
/// is cut, <see cref="Closed"/> completes and a new one is opened, whose proofs are new (<see cref="RelaySession"/> does that).
/// <para>
/// Calls may overlap: they reach the relay in the order in which they were made, and are answered in that order. A request
/// over a limit is answered <see cref="RelayCode.TooLarge"/> without being sent. A call that is not answered in time ends the
/// connection, since nothing is known of those after it. For use by several threads.
/// </para>
/// </summary>
public sealed partial class RelayConnection : IRelayHub, IAsyncDisposable
{
    /// <summary>How long a WebSocket may take, at most half of what a connection may: some networks neither let it through nor refuse it.</summary>
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(10);

    private readonly HubConnection _hub;
    private readonly TransportFactory _transports;
    private readonly RelayTarget _target;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RelayConnection(RelayTarget target, bool isPolling, IRelayEvents? events)
    {
        (_target, IsPolling) = (target, isPolling);
        _transports = new TransportFactory(target, isPolling ? PollingTransport.OpenAsync : WebSocketTransport.OpenAsync);
        _hub = HubPipeline.Build(target, _transports, events);
        Context = new ProofContext(default, default);
        _hub.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>What every proof on this connection covers.</summary>
    public ProofContext Context { get; private set; }

    /// <summary>The relay's version, for people.</summary>
    public string Release { get; private set; } = "";

    /// <summary>Completes, without failure, when the connection has ended, whoever ended it.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Whether the network let no WebSocket through, so that it is made of requests.</summary>
    internal bool IsPolling { get; }

    /// <summary>Opens a connection and says Hello.</summary>
    /// <param name="target">Which relay.</param>
    /// <param name="events">Receives what the relay sends by itself, one event at a time and in order; may make calls itself.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RelayUnreachableException">No connection came about.</exception>
    /// <exception cref="RelayRefusedException">The relay speaks another version or takes no connection.</exception>
    /// <exception cref="WrongRelayException">It is not the expected installation.</exception>
    public static async Task<RelayConnection> OpenAsync(RelayTarget target, IRelayEvents? events = null, CancellationToken cancellationToken = default)
    {
        if (target.Address.IsOnion && target.Proxy is null)
        {
            throw new RelayUnreachableException(UnreachableReason.NeedsProxy);
        }

        var connection = await StartAsync(target, events, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.GreetAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the connection; calls under way fail. Waits for an event that is being handled, so an event does not call it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync().ConfigureAwait(false);
        _closed.TrySetResult();
    }

    /// <summary>By WebSocket, and by polling where the network lets none through; what the relay itself refuses is refused.</summary>
    private static async Task<RelayConnection> StartAsync(RelayTarget target, IRelayEvents? events, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(target.CallTimeout, target.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (target.Blocked.AreKnown(target.Time) ? null : await BySocketAsync(target, events, ending.Token).ConfigureAwait(false))
                ?? await ByPollingAsync(target, events, ending.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && TransportFailure.OfConnecting(e) is { } reason)
        {
            throw new RelayUnreachableException(reason, e);
        }
    }

    /// <summary>Null when it may be the network that lets no WebSocket through.</summary>
    private static async Task<RelayConnection?> BySocketAsync(RelayTarget target, IRelayEvents? events, CancellationToken cancellationToken)
    {
        var patience = SocketTimeout * 2 < target.CallTimeout ? SocketTimeout : target.CallTimeout / 2;
        using var deadline = new CancellationTokenSource(patience, target.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await StartAsync(new RelayConnection(target, isPolling: false, events), ending.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && TransportFailure.MayBeBlockedSocket(e))
        {
            return null;
        }
    }

    private static async Task<RelayConnection> ByPollingAsync(RelayTarget target, IRelayEvents? events, CancellationToken cancellationToken)
    {
        target.Blocked.Forget();
        var connection = await StartAsync(new RelayConnection(target, isPolling: true, events), cancellationToken).ConfigureAwait(false);
        target.Blocked.Remember(target.Time);
        return connection;
    }

    private static async Task<RelayConnection> StartAsync(RelayConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection._hub.StartAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var hello = await Hello(new HelloRequest(ProtocolVersion.Current)).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (hello.Code != RelayCode.Ok)
        {
            throw new RelayRefusedException(hello.Code);
        }

        if (hello.Nonce.Length != Limits.KeyBytes)
        {
            throw new RelayUnreachableException(UnreachableReason.NotARelay);
        }

        if (_target.Expected is { } expected && expected != hello.Relay)
        {
            throw new WrongRelayException();
        }

        Context = new ProofContext(hello.Relay, hello.Nonce);
        Release = hello.Release;
    }
}
