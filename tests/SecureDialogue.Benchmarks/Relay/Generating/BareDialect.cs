using System.Text;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>Bare SignalR: a call to join each group, then calls that are answered, as posts are.</summary>
internal sealed class BareDialect(IDeliveries deliveries) : WebSocketDialect(deliveries, "/bare", isText: true)
{
    private readonly Dictionary<int, byte[]> _before = [];
    private readonly byte[] _after = Encoding.ASCII.GetBytes("\"]}\u001e");

    internal override ReadOnlySpan<byte> Compose(Connection connection, long microseconds)
    {
        var channel = connection.Channels[0];
        if (!_before.TryGetValue(channel, out var before))
        {
            _before[channel] = before = Encoding.ASCII.GetBytes($$"""{"type":1,"invocationId":"p","target":"Send","arguments":["{{channel}}"," """[..^1]);
        }

        return Frame(before, Mark(connection, microseconds), _after, true);
    }

    protected override bool Open(Connection connection, ReadOnlySpan<byte> received)
    {
        if (connection.Step == 0)
        {
            connection.Step = 1;
            SendText(connection, "{\"protocol\":\"json\",\"version\":1}\u001e");
            foreach (var channel in connection.Channels)
            {
                SendText(connection, $$"""{"type":1,"invocationId":"j","target":"Join","arguments":["{{channel}}"]}{{'\u001e'}}""");
            }
        }

        return Count(received, "\"type\":3"u8) == connection.Channels.Count;
    }
}
