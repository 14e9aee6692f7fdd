using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A network before a relay that may let no WebSocket through, and counts what it lets through.</summary>
internal sealed class SocketBlocker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _open = [];
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private int _sockets;
    private int _refused;
    private int _polls;

    public SocketBlocker()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int RelayPort { get; set; }

    public bool Blocks { get; set; }

    /// <summary>WebSockets let through, WebSockets refused, connections that polled.</summary>
    public (int Sockets, int Refused, int Polls) Seen => (_sockets, _refused, _polls);

    /// <summary>Ends what is open.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (await _listener.AcceptTcpClientAsync(_end.Token) is var client)
            {
                serving.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            lock (_gate)
            {
                _open.Add(near);
                _open.Add(far);
            }

            if (await PassesAsync(near))
            {
                await far.ConnectAsync(IPAddress.Loopback, RelayPort, _end.Token);
                (near.NoDelay, far.NoDelay) = (true, true);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _end.Token), far.GetStream().CopyToAsync(near.GetStream(), _end.Token));
            }
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        near.Dispose();
    }

    private async Task<bool> PassesAsync(TcpClient near)
    {
        var head = new byte[4096];
        var text = Encoding.ASCII.GetString(head, 0, await near.Client.ReceiveAsync(head, SocketFlags.Peek, _end.Token));
        if (!text.Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase))
        {
            _ = Interlocked.Add(ref _polls, text.Contains("/relay", StringComparison.Ordinal) ? 1 : 0);
            return true;
        }

        _ = Blocks ? Interlocked.Increment(ref _refused) : Interlocked.Increment(ref _sockets);
        if (Blocks)
        {
            await near.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _end.Token);
        }

        return !Blocks;
    }
}
