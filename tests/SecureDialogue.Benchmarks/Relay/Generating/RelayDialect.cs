using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>Our relay: Hello, a proof for each channel over the connection's nonce, then posts of sealed talk.</summary>
internal sealed class RelayDialect : WebSocketDialect
{
    private const int DigitsOfId = 21;

    private readonly List<(ChannelId Id, byte[] Key)> _channels;
    private readonly List<byte[]> _before;
    private readonly byte[] _after = Encoding.ASCII.GetBytes("\"}]}\u001e");
    private readonly long _first = RandomNumberGenerator.GetInt32(int.MaxValue);
    private long _posts;

    /// <param name="deliveries">Who counts.</param>
    /// <param name="keys">File of the channels' ids and the seeds of their access keys, a line each.</param>
    internal RelayDialect(IDeliveries deliveries, string keys)
        : base(deliveries, ProtocolVersion.HubPath, isText: true)
    {
        _channels = [.. File.ReadLines(keys).Select(line => line.Split(' ')).Select(words => (OpaqueId.Read<ChannelId>(Convert.FromBase64String(words[0])), Expand(words[1])))];
        _before = [.. _channels.Select(channel => Encoding.ASCII.GetBytes(
            $$"""{"type":1,"invocationId":"p","target":"Post","arguments":[{"channel":"{{Text(channel.Id)}}","epoch":0,"kind":3,"message":"{{new string('0', DigitsOfId)}}A==","bytes":" """[..^1]))];
    }

    internal override ReadOnlySpan<byte> Compose(Connection connection, long microseconds)
    {
        // The id is drawn once and counted on: base64 of 16 bytes, of which hexadecimal digits are a part.
        var before = _before[connection.Channels[0]].AsSpan();
        var id = before[(before.LastIndexOf("A==\""u8) - DigitsOfId)..];
        _ = _first.TryFormat(id, out _, "x8", CultureInfo.InvariantCulture);
        _ = (++_posts).TryFormat(id[8..], out _, "x13", CultureInfo.InvariantCulture);
        return Frame(before, Mark(connection, microseconds), _after, true);
    }

    protected override bool Open(Connection connection, ReadOnlySpan<byte> received)
    {
        switch (connection.Step)
        {
            case 0:
                SendText(connection, "{\"protocol\":\"json\",\"version\":1}\u001e");
                SendText(connection, "{\"type\":1,\"invocationId\":\"h\",\"target\":\"Hello\",\"arguments\":[{\"version\":1}]}\u001e");
                connection.Step = 1;
                return false;
            case 1 when received.IndexOf("\"release\""u8) >= 0:
                connection.Step = 2;
                Prove(connection, Encoding.ASCII.GetString(received));
                return false;
            default:
                return connection.Step == 2 && Count(received, "\"code\":0"u8) == 1 + connection.Channels.Count;
        }
    }

    private void Prove(Connection connection, string hello)
    {
        var context = new ProofContext(OpaqueId.Read<RelayId>(Field(hello, "relay")), Field(hello, "nonce"));
        foreach (var (id, key) in connection.Channels.Select(channel => _channels[channel]))
        {
            var signature = Ed25519.SignExpanded(key, EpochProof.Bytes(context, new ProveRequest(id, 0, default)));
            SendText(connection, $$"""{"type":1,"invocationId":"e","target":"Prove","arguments":[{"channel":"{{Text(id)}}","epoch":0,"signature":"{{Convert.ToBase64String(signature)}}"}]}{{'\u001e'}}""");
        }
    }

    private static byte[] Field(string json, string name)
    {
        var from = json.IndexOf($"\"{name}\":\"", StringComparison.Ordinal) + name.Length + 4;
        return Convert.FromBase64String(json[from..json.IndexOf('"', from)].Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    private static string Text(ChannelId id) => Convert.ToBase64String(id.ToBytes());

    private static byte[] Expand(string seed)
    {
        var expanded = new byte[Ed25519.ExpandedBytes];
        Ed25519.Expand(Convert.FromBase64String(seed), expanded);
        return expanded;
    }
}
