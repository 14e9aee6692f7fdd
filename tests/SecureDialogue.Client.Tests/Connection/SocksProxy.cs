using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecureDialogue.Client.Tests.Connection;

/// <summary>A SOCKS 5 proxy (RFC 1928) that writes down the names it is asked for and leads all of them to one port of this machine.</summary>
internal sealed class SocksProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Task _serving;

    internal SocksProxy(int target)
    {
        _target = target;
        _listener.Start();
        _serving = ServeAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal ConcurrentQueue<string> Names { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            using var server = new TcpClient();
            await GreetAsync(stream);
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task GreetAsync(NetworkStream stream)
    {
        var greeting = await ReadAsync(stream, 2);
        await ReadAsync(stream, greeting[1]);
        await stream.WriteAsync(new byte[] { 5, 0 });
        var head = await ReadAsync(stream, 5);
        Assert.Equal([5, 1, 0, 3], head[..4]);
        Names.Enqueue(Encoding.ASCII.GetString(await ReadAsync(stream, head[4])));
        Assert.Equal(80, BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(stream, 2)));
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 });
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
