using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

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
    private int _socketsAsked;

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

    /// <summary>What is done to a connection that begins with a request for a WebSocket; null lets it through.</summary>
    internal SocketBlock? Sockets { get; set; }

    /// <summary>WebSockets that were asked for.</summary>
    internal int SocketsAsked => _socketsAsked;

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
            if (!Refuses && await PassesAsync(client))
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

    /// <summary>Looks at how the connection begins, and takes nothing of it.</summary>
    private async Task<bool> PassesAsync(Socket client)
    {
        var head = new byte[4096];
        var count = await client.ReceiveAsync(head, SocketFlags.Peek, _ending.Token);
        if (!Encoding.ASCII.GetString(head, 0, count).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        Interlocked.Increment(ref _socketsAsked);
        if (Sockets == SocketBlock.Refuse)
        {
            await client.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _ending.Token);
            client.Shutdown(SocketShutdown.Send);
            await Task.Delay(50, _ending.Token);
        }
        else if (Sockets == SocketBlock.Swallow)
        {
            await Task.Delay(Timeout.Infinite, _ending.Token);
        }

        return Sockets is null;
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
