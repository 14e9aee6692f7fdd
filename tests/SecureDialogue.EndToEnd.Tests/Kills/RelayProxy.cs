using System.Net;
using System.Net.Sockets;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>Stands between clients and a relay: watches the posts, can hold back what the relay answers, and can be down.</summary>
internal sealed class RelayProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _pumps = [];
    private readonly int _relayPort;
    private readonly Task _accepting;
    private TaskCompletionSource _passing = Completed();
    private readonly List<TcpClient> _sockets = [];
    private volatile bool _isDown;
    private int _connections;

    public RelayProxy(int relayPort)
    {
        _relayPort = relayPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public PostLedger Ledger { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>From now on what the relay sends stays here; it is lost when the proxy goes down.</summary>
    public void Hold() => _passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cuts every connection and takes no new one.</summary>
    public void GoDown()
    {
        _isDown = true;
        lock (_pumps)
        {
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }

        _passing.TrySetCanceled();
    }

    public void ComeUp()
    {
        _passing = Completed();
        _isDown = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        GoDown();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_pumps);
        _end.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (await _listener.AcceptTcpClientAsync(_end.Token) is var client)
            {
                lock (_pumps)
                {
                    _pumps.Add(ServeAsync(client, ++_connections));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            lock (_pumps)
            {
                if (_isDown)
                {
                    return;
                }

                _sockets.AddRange([near, far]);
            }

            await far.ConnectAsync(IPAddress.Loopback, _relayPort, _end.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            await Task.WhenAny(
                PumpAsync(near, far, bytes => Ledger.ToRelay(connection, bytes), holds: false),
                PumpAsync(far, near, bytes => Ledger.ToClient(connection, bytes), holds: true));
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The relay is down or was killed: the client's connection ends with it.
        }
        finally
        {
            Ledger.Close(connection);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Action<byte[]> watch, bool holds)
    {
        var reader = new FrameReader();
        var buffer = new byte[1 << 16];
        while (await from.GetStream().ReadAsync(buffer, _end.Token) is var length && length > 0)
        {
            if (holds)
            {
                await _passing.Task;
            }

            foreach (var message in reader.Add(buffer.AsSpan(0, length)).Where(m => m.Length > 2))
            {
                watch(message);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
