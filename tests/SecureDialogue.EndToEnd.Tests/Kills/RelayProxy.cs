using System.Net;
using System.Net.Sockets;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>
/// Stands between clients and a relay and watches the posts. It can be down; it can hold back what the relay answers; and it can be
/// late: then posts stay here, the client is cut off, and they reach the relay just before the client posts them again.
/// </summary>
internal sealed class RelayProxy : IAsyncDisposable
{
    // Until the relay has taken up what came late.
    private static readonly TimeSpan Head = TimeSpan.FromMilliseconds(50);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _serving = [];
    private readonly List<TcpClient> _near = [];
    private readonly List<TcpClient> _far = [];
    private readonly List<(TcpClient Relay, byte[] Bytes)> _late = [];
    private readonly List<TcpClient> _arriving = [];
    private readonly int _relayPort;
    private readonly Task _accepting;
    private TaskCompletionSource _answers = Completed();
    private TaskCompletionSource _holding = Completed();
    private (int Posts, int Unanswered)? _holdWhen;
    private volatile bool _isDown;
    private volatile bool _isLate;
    private int _connections;

    public RelayProxy(int relayPort)
    {
        _relayPort = relayPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public PostLedger Ledger { get; } = new();

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Completes when answers began to be held back.</summary>
    public Task Holding => _holding.Task;

    /// <summary>
    /// Once so many more posts were made and so many are unanswered, what the relay sends stays here; it is lost when the proxy goes down.
    /// </summary>
    public void HoldAnswersAfter(int posts, int unanswered)
    {
        _holding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _holdWhen = (Ledger.Posts + posts, unanswered);
    }

    /// <summary>From now on posts stay here.</summary>
    public void HoldPosts() => _isLate = true;

    /// <summary>Cuts the clients off; what was held back stays on its way.</summary>
    public void CutClients()
    {
        _isLate = false;
        lock (_gate)
        {
            Close(_near);
        }
    }

    /// <summary>Cuts every connection and takes no new one.</summary>
    public void GoDown()
    {
        _isDown = true;
        lock (_gate)
        {
            Close(_near);
            Close(_far);
        }

        _answers.TrySetCanceled();
    }

    public void ComeUp()
    {
        _answers = Completed();
        _isDown = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        GoDown();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving);
        _end.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private static void Close(List<TcpClient> sockets)
    {
        sockets.ForEach(socket => socket.Dispose());
        sockets.Clear();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (await _listener.AcceptTcpClientAsync(_end.Token) is var client)
            {
                _serving.Add(ServeAsync(client, ++_connections));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient near, int connection)
    {
        using var far = new TcpClient();
        try
        {
            if (_isDown)
            {
                return;
            }

            lock (_gate)
            {
                _near.Add(near);
                _far.Add(far);
            }

            await far.ConnectAsync(IPAddress.Loopback, _relayPort, _end.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            await await Task.WhenAny(PumpPostsAsync(near, far, connection), PumpAnswersAsync(far, near, connection));
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // One of the two was cut off or killed: the other's connection ends with it.
        }
        finally
        {
            near.Dispose();
            Ledger.Close(connection);
        }

        while (Holds(far) && !_end.IsCancellationRequested)
        {
            await Task.Delay(Head);
        }
    }

    private bool Holds(TcpClient far)
    {
        lock (_gate)
        {
            return _arriving.Contains(far) || _late.Any(late => late.Relay == far);
        }
    }

    private async Task PumpPostsAsync(TcpClient near, TcpClient far, int connection)
    {
        var reader = new FrameReader();
        var buffer = new byte[1 << 16];
        while (await near.GetStream().ReadAsync(buffer, _end.Token) is var length && length > 0)
        {
            var posts = reader.Add(buffer.AsSpan(0, length)).Where(m => m.Length > 2).Select(m => Ledger.ToRelay(connection, m)).ToList();
            HoldIfDue();
            if (Holds(far) || (_isLate && posts.Any(p => p.IsPost)))
            {
                lock (_gate)
                {
                    _late.Add((far, buffer[..length]));
                }
            }
            else
            {
                await DeliverLateAsync(posts.Any(p => p.IsAgain));
                await far.GetStream().WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
    }

    private void HoldIfDue()
    {
        lock (_gate)
        {
            if (_holdWhen is { } when && Ledger.Posts >= when.Posts && Ledger.Unanswered >= when.Unanswered)
            {
                _holdWhen = null;
                _answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _holding.TrySetResult();
            }
        }
    }

    private async Task DeliverLateAsync(bool isDue)
    {
        List<(TcpClient Relay, byte[] Bytes)> due;
        lock (_gate)
        {
            due = isDue ? [.. _late] : [];
            _late.RemoveRange(0, due.Count);
            _arriving.AddRange(due.Select(late => late.Relay));
        }

        foreach (var (relay, bytes) in due)
        {
            await relay.GetStream().WriteAsync(bytes, _end.Token);
        }

        if (due.Count > 0)
        {
            await Task.Delay(Head, _end.Token);
        }

        lock (_gate)
        {
            due.ForEach(late => _arriving.Remove(late.Relay));
        }
    }

    private async Task PumpAnswersAsync(TcpClient far, TcpClient near, int connection)
    {
        var reader = new FrameReader();
        var buffer = new byte[1 << 16];
        while (await far.GetStream().ReadAsync(buffer, _end.Token) is var length && length > 0)
        {
            await _answers.Task;
            foreach (var message in reader.Add(buffer.AsSpan(0, length)).Where(m => m.Length > 2))
            {
                Ledger.ToClient(connection, message);
            }

            await near.GetStream().WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
