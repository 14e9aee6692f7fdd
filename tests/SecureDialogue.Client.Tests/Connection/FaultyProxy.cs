using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SecureDialogue.Client.Tests.Connection;

/// <summary>A TCP proxy on loopback that cuts, stalls, refuses and throttles on demand.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private int _accepted;

    internal FaultyProxy(int targetPort)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections taken so far, refused ones included.</summary>
    internal int Accepted => _accepted;

    /// <summary>Closes every new connection at once.</summary>
    internal bool Refuses { get; set; }

    /// <summary>Holds back what comes, in both directions, without closing anything.</summary>
    internal bool Stalls { get; set; }

    /// <summary>Bytes a second in each direction; 0 for as fast as it goes.</summary>
    internal int BytesPerSecond { get; set; }

    /// <summary>Resets every connection.</summary>
    internal void Cut()
    {
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_ending.Token);
                Interlocked.Increment(ref _accepted);
                relays.Add(RelayAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _open[client] = 0;
        _open[server] = 0;
        try
        {
            if (!Refuses)
            {
                await server.ConnectAsync(_target, _ending.Token);
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut, or nothing listens at the target.
        }

        Reset(client);
        Reset(server);
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _ending.Token) is > 0 and var count)
            {
                while (Stalls)
                {
                    await Task.Delay(20, _ending.Token);
                }

                if (BytesPerSecond > 0)
                {
                    await Task.Delay(TimeSpan.FromSeconds((double)count / BytesPerSecond), _ending.Token);
                }

                await to.SendAsync(buffer.AsMemory(0, count), _ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private void Reset(Socket socket)
    {
        if (_open.TryRemove(socket, out _))
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
    }
}
