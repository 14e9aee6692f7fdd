using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>Connects the SignalR client through a plain web socket.</summary>
internal sealed class WebSocketConnectionFactory : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        var options = new PipeOptions(pauseWriterThreshold: 0);
        var (incoming, outgoing) = (new Pipe(options), new Pipe(options));
        var connection = new DefaultConnectionContext(Guid.NewGuid().ToString(), new Duplex(incoming.Reader, outgoing.Writer), new Duplex(outgoing.Reader, incoming.Writer));
        var closing = new CancellationTokenSource();
        connection.Features.Set<IDisposable>(closing);
        _ = ReceiveAsync(socket, incoming.Writer, closing);
        _ = SendAsync(socket, outgoing.Reader);
        return connection;
    }

    private static async Task ReceiveAsync(ClientWebSocket socket, PipeWriter writer, CancellationTokenSource closing)
    {
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(writer.GetMemory(16_384), closing.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                writer.Advance(received.Count);
                _ = await writer.FlushAsync();
            }
        }
        catch (WebSocketException)
        {
        }

        await writer.CompleteAsync();
    }

    private static async Task SendAsync(ClientWebSocket socket, PipeReader reader)
    {
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync();
                foreach (var part in read.Buffer)
                {
                    await socket.SendAsync(part, WebSocketMessageType.Text, true, CancellationToken.None);
                }

                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                }
            }
        }
        catch (WebSocketException)
        {
        }

        await reader.CompleteAsync();
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
