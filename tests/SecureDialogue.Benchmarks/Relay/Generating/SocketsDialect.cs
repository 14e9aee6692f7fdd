using System.Buffers.Binary;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>WebSockets and nothing more: a frame that names groups, then frames of a group's number and a body.</summary>
internal sealed class SocketsDialect(IDeliveries deliveries) : WebSocketDialect(deliveries, "/sockets", isText: false)
{
    private readonly byte[] _group = new byte[2];

    internal override ReadOnlySpan<byte> Compose(Connection connection, long microseconds)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_group, (ushort)connection.Channels[0]);
        return Frame(_group, Mark(connection, microseconds), [], false);
    }

    protected override bool Open(Connection connection, ReadOnlySpan<byte> received)
    {
        if (connection.Step == 0)
        {
            connection.Step = 1;
            SendText(connection, string.Join(' ', connection.Channels));
        }

        return received.IndexOf("joined"u8) >= 0;
    }
}
