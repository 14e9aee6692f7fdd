using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>Kestrel's WebSockets with groups and nothing else: a frame for each body, one at a time on each connection.</summary>
internal static class PlainSockets
{
    private static readonly ConcurrentDictionary<int, ConcurrentDictionary<Channel<byte[]>, bool>> Groups = [];

    internal static async Task RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        var app = builder.Build();
        _ = app.UseWebSockets();
        app.Run(ServeAsync);
        app.Urls.Add($"http://127.0.0.1:{port}");
        await app.RunAsync();
    }

    private static async Task ServeAsync(HttpContext context)
    {
        var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[2048];
        var words = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        var groups = Encoding.ASCII.GetString(buffer, 0, words.Count).Split(' ').Select(int.Parse).ToList();
        var outbox = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
        groups.ForEach(group => Groups.GetOrAdd(group, _ => new())[outbox] = true);
        _ = outbox.Writer.TryWrite("joined"u8.ToArray());
        var pump = PumpAsync(outbox, socket, context.RequestAborted);
        try
        {
            await ReadAsync(socket, buffer, context.RequestAborted);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The client went away.
        }

        groups.ForEach(group => Groups[group].TryRemove(outbox, out _));
        outbox.Writer.Complete();
        await pump;
        socket.Dispose();
    }

    private static async Task ReadAsync(WebSocket socket, byte[] buffer, CancellationToken cancellation)
    {
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            var count = received.Count;
            while (!received.EndOfMessage)
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(count), cancellation);
                count += received.Count;
            }

            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            var body = buffer[2..count];
            foreach (var member in Groups[BinaryPrimitives.ReadUInt16BigEndian(buffer)].Keys)
            {
                _ = member.Writer.TryWrite(body);
            }
        }
    }

    private static async Task PumpAsync(Channel<byte[]> outbox, WebSocket socket, CancellationToken cancellation)
    {
        try
        {
            await foreach (var body in outbox.Reader.ReadAllAsync(cancellation))
            {
                await socket.SendAsync(body.AsMemory(), WebSocketMessageType.Binary, true, cancellation);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The client went away.
        }
    }
}
