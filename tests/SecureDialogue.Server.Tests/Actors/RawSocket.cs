using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A web socket that sends frames as they are written down here.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[2 * 1024 * 1024];
    private readonly Queue<string> _frames = [];
    private int _calls;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public bool IsOpen => _socket.State == WebSocketState.Open;

    public ProofContext Context { get; private set; } = null!;

    public static async Task<RawSocket> OpenAsync(Uri relay)
    {
        var raw = new RawSocket();
        await raw._socket.ConnectAsync(new UriBuilder(relay) { Scheme = "ws", Path = ProtocolVersion.HubPath }.Uri, CancellationToken.None);
        await raw.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await raw.NextAsync());
        return raw;
    }

    public async Task HelloAsync()
    {
        var hello = (await CallAsync("Hello", """{"version":1}""")).Deserialize<HelloReply>(Json)!;
        Context = new ProofContext(hello.Relay, hello.Nonce);
    }

    public Task SendAsync(string frame) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame + End), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Calls with the arguments as written and gives the completion's result; a completion with an error fails the test.</summary>
    public async Task<JsonElement> CallAsync(string target, string arguments)
    {
        var id = $"{++_calls}";
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{target}}","arguments":[{{arguments}}]}""");
        while (true)
        {
            var frame = JsonDocument.Parse(await NextAsync()).RootElement;
            if (frame.TryGetProperty("invocationId", out var answered) && answered.GetString() == id)
            {
                Assert.False(frame.TryGetProperty("error", out var error), $"{target}: {error}");
                return frame.GetProperty("result");
            }
        }
    }

    public async Task<RelayCode> CodeAsync(string target, string arguments) =>
        (RelayCode)(await CallAsync(target, arguments)).GetProperty("code").GetInt32();

    public Task<RelayCode> CodeAsync(string target, object request) => CodeAsync(target, JsonSerializer.Serialize(request, Json));

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var filled = 0;
        while (_frames.Count == 0)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(filled), patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            filled += received.Count;
            if (_buffer[filled - 1] == End)
            {
                Encoding.UTF8.GetString(_buffer, 0, filled).Split(End, StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(_frames.Enqueue);
            }
        }

        return _frames.Dequeue();
    }
}
