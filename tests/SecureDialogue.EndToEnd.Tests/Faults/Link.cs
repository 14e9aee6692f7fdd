using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>A way of real sockets from one process to another, or to one of several, that can be cut, held up or made to lose the answers.</summary>
internal sealed class Link : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Socket, bool> _sockets = [];
    private readonly ConcurrentDictionary<Task, bool> _serving = [];
    private readonly Func<EndPoint?> _to;
    private readonly Task _accepting;
    private volatile LinkState _state;

    /// <param name="to">Where the next connection leads; null refuses it.</param>
    public Link(Func<EndPoint?> to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Is shown what comes from the near side before it passes, by a watcher of its own for each connection.</summary>
    public Func<Func<ReadOnlyMemory<byte>, Task>>? Watch { get; init; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Set(LinkState state)
    {
        // Whose answers were lost in the middle of a stream must begin again.
        var broken = state == LinkState.Cut || _state == LinkState.Deaf;
        _state = state;
        if (broken)
        {
            CutAll();
        }
    }

    /// <summary>Cuts every connection; new ones are taken.</summary>
    public void CutAll()
    {
        foreach (var socket in _sockets.Keys)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _state = LinkState.Cut;
        CutAll();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _end.Dispose();
    }

    private static bool IsCut(Exception failure) => failure is SocketException or ObjectDisposedException or OperationCanceledException;

    private async Task AcceptAsync()
    {
        try
        {
            while (await _listener.AcceptSocketAsync(_end.Token) is var near)
            {
                var serving = ServeAsync(near);
                _ = _serving.TryAdd(serving, true);
                _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (IsCut(e))
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        if (_state == LinkState.Cut || _to() is not { } to)
        {
            near.Dispose();
            return;
        }

        using var far = new Socket(to.AddressFamily, SocketType.Stream, to.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _sockets[near] = _sockets[far] = true;
        try
        {
            await far.ConnectAsync(to, _end.Token);
            near.NoDelay = true;
            await await Task.WhenAny(PumpAsync(near, far, Watch?.Invoke()), PumpAnswersAsync(far, near));
        }
        catch (Exception e) when (IsCut(e))
        {
            // One of the two was cut off or has ended: the other's connection ends with it.
        }
        finally
        {
            _ = _sockets.TryRemove(near, out _) | _sockets.TryRemove(far, out _);
            near.Dispose();
        }
    }

    private async Task PumpAsync(Socket near, Socket far, Func<ReadOnlyMemory<byte>, Task>? watch)
    {
        var buffer = new byte[1 << 16];
        while (await near.ReceiveAsync(buffer, _end.Token) is var length && length > 0)
        {
            await PassableAsync();
            if (watch is not null)
            {
                await watch(buffer.AsMemory(0, length));
            }

            await SendAsync(far, buffer.AsMemory(0, length));
        }
    }

    private async Task PumpAnswersAsync(Socket far, Socket near)
    {
        var buffer = new byte[1 << 16];
        while (await far.ReceiveAsync(buffer, _end.Token) is var length && length > 0)
        {
            await PassableAsync();
            if (_state != LinkState.Deaf)
            {
                await SendAsync(near, buffer.AsMemory(0, length));
            }
        }
    }

    private async Task PassableAsync()
    {
        while (_state == LinkState.Stalled)
        {
            await Task.Delay(Look, _end.Token);
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes, _end.Token)..];
        }
    }
}
