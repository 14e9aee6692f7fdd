using System.Net;
using System.Text;
using System.Text.Json;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A connection made of requests as they are written down here.</summary>
internal sealed class PollingSocket : IDisposable
{
    private const char End = '\u001e';

    private readonly HttpClient _http = new();
    private readonly Queue<string> _frames = [];
    private int _calls;

    private PollingSocket(Uri connection) => Connection = connection;

    public Uri Connection { get; }

    public ProofContext Context { get; private set; } = null!;

    /// <summary>Pushed events, as they came.</summary>
    public List<JsonElement> Pushed { get; } = [];

    /// <summary>Negotiates and does nothing more.</summary>
    public static async Task<PollingSocket> NegotiateAsync(Uri relay)
    {
        using var http = new HttpClient();
        var hub = new Uri(relay, ProtocolVersion.HubPath);
        using var answer = await http.PostAsync(new Uri($"{hub}/negotiate?negotiateVersion=1"), null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var negotiated = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return new PollingSocket(new Uri($"{hub}?id={negotiated.RootElement.GetProperty("connectionToken").GetString()}"));
    }

    public static async Task<PollingSocket> OpenAsync(Uri relay)
    {
        var socket = await NegotiateAsync(relay);
        Assert.Equal(HttpStatusCode.OK, await socket.PollAsync());
        Assert.Equal(HttpStatusCode.OK, await socket.SendAsync("""{"protocol":"json","version":1}"""));
        Assert.Equal("{}", await socket.NextAsync());
        return socket;
    }

    public async Task HelloAsync()
    {
        var hello = (await CallAsync("Hello", """{"version":1}""")).Deserialize<HelloReply>(RawSocket.Json)!;
        Context = new ProofContext(hello.Relay, hello.Nonce);
    }

    public async Task<HttpStatusCode> SendAsync(string frame)
    {
        using var content = new StringContent(frame + End);
        using var answer = await _http.PostAsync(Connection, content);
        return answer.StatusCode;
    }

    /// <summary>One poll; what came is kept.</summary>
    public async Task<HttpStatusCode> PollAsync()
    {
        using var answer = await _http.GetAsync(Connection);
        Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()).Split(End, StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(_frames.Enqueue);
        return answer.StatusCode;
    }

    public async Task<JsonElement> CallAsync(string target, string arguments)
    {
        var id = $"{++_calls}";
        Assert.Equal(HttpStatusCode.OK, await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{target}}","arguments":[{{arguments}}]}"""));
        while (true)
        {
            var frame = JsonDocument.Parse(await NextAsync()).RootElement;
            if (frame.TryGetProperty("invocationId", out var answered) && answered.GetString() == id)
            {
                return frame.GetProperty("result");
            }

            Pushed.Add(frame);
        }
    }

    public async Task<RelayCode> CodeAsync(string target, object request) =>
        (RelayCode)(await CallAsync(target, JsonSerializer.Serialize(request, RawSocket.Json))).GetProperty("code").GetInt32();

    public void Dispose() => _http.Dispose();

    private async Task<string> NextAsync()
    {
        while (_frames.Count == 0)
        {
            Assert.Equal(HttpStatusCode.OK, await PollAsync());
        }

        return _frames.Dequeue();
    }
}
