using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>A dialogue on a fresh relay, and channels that are made with its passes, as any client would.</summary>
internal sealed class RelayScene : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private ProofContext _context = null!;

    /// <summary>Makes the channels and writes their ids and keys for the generator.</summary>
    internal static async Task<string> PrepareAsync(int port, string beginToken, int channels, string folder)
    {
        var lines = new List<string>();
        var passes = await MintAsync(port, beginToken, channels);
        using var maker = await OpenAsync(port);
        foreach (var pass in passes)
        {
            lines.Add(await maker.CreateAsync(pass));
        }

        var path = Path.Combine(folder, "keys.txt");
        await File.WriteAllLinesAsync(path, lines);
        return path;
    }

    public void Dispose() => _socket.Dispose();

    private static async Task<List<byte[]>> MintAsync(int port, string beginToken, int channels)
    {
        using var organizer = await OpenAsync(port);
        var (dialogue, seed) = (OpaqueId.Draw<RelayDialogueId>(), RandomNumberGenerator.GetBytes(Ed25519.SeedBytes));
        var create = new CreateDialogueRequest(
            Encoding.ASCII.GetBytes(beginToken), dialogue, Ed25519.PublicKey(seed), RandomNumberGenerator.GetBytes(CloseMark.Bytes), default);
        await organizer.CallAsync("CreateDialogue", create with { Signature = Ed25519.Sign(seed, DialogueProof.Bytes(organizer._context, create)) });
        var passes = Enumerable.Range(0, channels).Select(_ => RandomNumberGenerator.GetBytes(Limits.KeyBytes)).ToList();
        foreach (var part in passes.Chunk(Limits.Passes))
        {
            var mint = new MintPassesRequest(dialogue, PassKind.Channel, [.. part.Select(pass => new ReadOnlyMemory<byte>(SHA256.HashData(pass)))], default);
            await organizer.CallAsync("MintPasses", mint with { Signature = Ed25519.Sign(seed, MintProof.Bytes(organizer._context, mint)) });
        }

        return passes;
    }

    private static async Task<RelayScene> OpenAsync(int port)
    {
        var scene = new RelayScene();
        await scene._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}{ProtocolVersion.HubPath}"), CancellationToken.None);
        await scene.SendAsync("""{"protocol":"json","version":1}""");
        _ = await scene.ReceiveAsync("{}");
        var hello = await scene.CallAsync("Hello", new HelloRequest(ProtocolVersion.Current));
        scene._context = new ProofContext(OpaqueId.Read<RelayId>(hello.GetProperty("relay").GetBytesFromBase64()), hello.GetProperty("nonce").GetBytesFromBase64());
        return scene;
    }

    private async Task<string> CreateAsync(byte[] pass)
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var key = Ed25519.PublicKey(seed);
        var create = new CreateChannelRequest(pass, OpaqueId.Draw<ChannelId>(), key, [key], RandomNumberGenerator.GetBytes(CloseMark.Bytes), Limits.TalkDays, default);
        _ = await CallAsync("CreateChannel", create with { Signature = Ed25519.Sign(seed, ChannelProof.Bytes(_context, create)) });
        return $"{Convert.ToBase64String(create.Channel.ToBytes())} {Convert.ToBase64String(seed)}";
    }

    private async Task<JsonElement> CallAsync(string target, object request)
    {
        await SendAsync($$"""{"type":1,"invocationId":"1","target":"{{target}}","arguments":[{{JsonSerializer.Serialize(request, Json)}}]}""");
        var result = JsonDocument.Parse(await ReceiveAsync("\"type\":3")).RootElement.GetProperty("result");
        var code = (RelayCode)result.GetProperty("code").GetInt32();
        return code == RelayCode.Ok ? result : throw new InvalidOperationException($"{target}: {code}");
    }

    private Task SendAsync(string frame) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(frame + '\u001e'), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next message that holds a word; others are pings.</summary>
    private async Task<string> ReceiveAsync(string word)
    {
        while (true)
        {
            var text = "";
            do
            {
                var received = await _socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
                text += Encoding.UTF8.GetString(_buffer, 0, received.Count);
            }
            while (!text.EndsWith('\u001e'));
            if (text.Split('\u001e').FirstOrDefault(message => message.Contains(word, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }
        }
    }
}
