using System.Net;
using System.Net.Sockets;
using System.Text;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A network connection on which a test writes what it likes, byte by byte; small, so that there can be thousands.</summary>
internal sealed class PlainSocket : IDisposable
{
    private readonly TcpClient _client;
    private readonly byte[] _buffer = new byte[2048];

    private PlainSocket(TcpClient client) => _client = client;

    public static string Upgrade => $"GET {ProtocolVersion.HubPath} HTTP/1.1\r\nHost: relay\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /// <param name="relay">Where to.</param>
    /// <param name="from">An address of this machine, for whoever looks for it later.</param>
    public static async Task<PlainSocket> OpenAsync(Uri relay, string from = "127.0.0.1")
    {
        var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0)) { NoDelay = true };
        await client.ConnectAsync(relay.Host, relay.Port);
        return new PlainSocket(client);
    }

    /// <summary>A web socket that has said Hello and says nothing more.</summary>
    public static async Task<PlainSocket> OpenIdleAsync(Uri relay, string from = "127.0.0.1")
    {
        var socket = await OpenAsync(relay, from);
        await socket.WriteAsync(Upgrade);
        Assert.StartsWith("HTTP/1.1 101", await socket.ReadAsync(), StringComparison.Ordinal);
        await socket.WriteFrameAsync("""{"protocol":"json","version":1}""");
        Assert.Contains("{}", await socket.ReadAsync(), StringComparison.Ordinal);
        await socket.WriteFrameAsync("""{"type":1,"invocationId":"1","target":"Hello","arguments":[{"version":1}]}""");
        Assert.Contains("\"invocationId\":\"1\"", await socket.ReadAsync(), StringComparison.Ordinal);
        return socket;
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>One text frame, masked with zeros, or its beginning.</summary>
    public async Task WriteFrameAsync(string text, int bytes = int.MaxValue)
    {
        byte[] frame = [0x81, (byte)(0x80 | (text.Length + 1)), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text), 0x1e];
        await _client.GetStream().WriteAsync(frame.AsMemory(0, Math.Min(bytes, frame.Length)));
    }

    /// <summary>What comes next; empty when the other end has closed.</summary>
    public async Task<string> ReadAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            return Encoding.ASCII.GetString(_buffer, 0, await _client.GetStream().ReadAsync(_buffer, patience.Token));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Writes a byte now and then until the other end closes, if it does.</summary>
    public async Task<TimeSpan> TrickleAsync(string text, TimeSpan pause)
    {
        var since = TimeProvider.System.GetTimestamp();
        var closed = ClosedAsync();
        try
        {
            foreach (var letter in text)
            {
                await WriteAsync($"{letter}");
                if (await Task.WhenAny(closed, Task.Delay(pause)) == closed)
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // It closed.
        }

        await closed;
        return TimeProvider.System.GetElapsedTime(since);
    }

    /// <summary>Ends when the other end closes; what comes before is passed over.</summary>
    public async Task ClosedAsync()
    {
        while (await ReadAsync() is { Length: > 0 })
        {
        }
    }

    public void Dispose() => _client.Dispose();
}
