using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecureDialogue.Benchmarks.Scale.Servers;

/// <summary>A connection to Redis that publishes words of the size of an item, or hears them.</summary>
internal sealed class RedisSocket : IDisposable
{
    private const int WordBytes = 1100;
    private const string Topic = "relay:c:0123456789abcdef0123456789abcdef";

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    internal long Bytes { get; private set; }

    internal static async Task<RedisSocket> OpenAsync(int port)
    {
        var socket = new RedisSocket();
        await socket._client.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    internal static async Task<RedisSocket> ListenAsync(int port)
    {
        var socket = await OpenAsync(port);
        await socket.SayAsync($"*2\r\n$9\r\nSUBSCRIBE\r\n${Topic.Length}\r\n{Topic}\r\n");
        _ = await socket._client.GetStream().ReadAsync(socket._buffer);
        return socket;
    }

    internal async Task PublishAsync(int times)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"*3\r\n$7\r\nPUBLISH\r\n${Topic.Length}\r\n{Topic}\r\n${WordBytes}\r\n{new string('x', WordBytes)}\r\n");
        for (var i = 0; i < times; i++)
        {
            await SayAsync(command);
            if (i % 16 == 15)
            {
                _ = await _client.GetStream().ReadAsync(_buffer);
            }
        }
    }

    /// <summary>Ends when so many words have come.</summary>
    internal async Task HeardAsync(int words)
    {
        while (Bytes < (long)words * WordBytes)
        {
            var read = await _client.GetStream().ReadAsync(_buffer);
            Bytes += read > 0 ? read : throw new IOException("Redis has closed the connection.");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task SayAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
}
