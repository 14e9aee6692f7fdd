using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>
/// A connection that is opened again whenever it is cut, for as long as <see cref="RunAsync"/> runs: with a growing, jittered pause
/// (0.2 s to 30 s), and with the proofs made anew by <c>onConnected</c> each time, before <see cref="Current"/> shows it.
/// </summary>
/// <param name="target">Which relay.</param>
/// <param name="events">Receives what the relay sends by itself.</param>
/// <param name="onConnected">Proves and catches up on the new connection. When it throws <see cref="RelayUnreachableException"/>, another connection is tried.</param>
public sealed class RelaySession(RelayTarget target, IRelayEvents? events, Func<RelayConnection, CancellationToken, Task> onConnected)
{
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(2);

    private readonly Backoff _backoff = new();
    private volatile RelayConnection? _current;

    /// <summary>The connection that is up and proven; null while there is none.</summary>
    public RelayConnection? Current => _current;

    /// <summary>Told why a connection was lost or not had, before the pause that follows.</summary>
    public Action<UnreachableReason>? OnLost { get; init; }

    /// <summary>Connects and keeps connected until it is cancelled or cannot go on.</summary>
    /// <param name="cancellationToken">Ends the session; the returned task is then cancelled.</param>
    /// <exception cref="WrongRelayException">Another installation answers.</exception>
    /// <exception cref="RelayRefusedException">The relay refuses for good.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reason = await ConnectOnceAsync(cancellationToken).ConfigureAwait(false);
            OnLost?.Invoke(reason);
            await Task.Delay(_backoff.Next(), target.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<UnreachableReason> ConnectOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await RelayConnection.OpenAsync(target, events, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await HoldAsync(connection, cancellationToken).ConfigureAwait(false);
                return UnreachableReason.Cut;
            }
        }
        catch (RelayUnreachableException e)
        {
            return e.Reason;
        }
        catch (RelayRefusedException e) when (e.Code is RelayCode.TooMany or RelayCode.Unavailable)
        {
            return UnreachableReason.NotConnected;
        }
        finally
        {
            _current = null;
        }
    }

    private async Task HoldAsync(RelayConnection connection, CancellationToken cancellationToken)
    {
        await onConnected(connection, cancellationToken).ConfigureAwait(false);
        _current = connection;
        var since = target.Time.GetTimestamp();
        await connection.Closed.WaitAsync(cancellationToken).ConfigureAwait(false);

        // A relay that takes connections only to drop them is not asked five times a second.
        if (target.Time.GetElapsedTime(since) >= Steady)
        {
            _backoff.Reset();
        }
    }
}
