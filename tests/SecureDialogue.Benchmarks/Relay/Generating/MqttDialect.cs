using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>MQTT 3.1.1 with a lasting session and quality of service 1: packets are framed, because each delivery is acknowledged.</summary>
internal sealed class MqttDialect(IDeliveries deliveries) : Dialect(deliveries, isText: false)
{
    private readonly byte[] _packet = new byte[4096];
    private readonly byte[] _acknowledgements = new byte[4 * 512];
    private ushort _packets;

    internal override ReadOnlySpan<byte> Begin(Connection connection)
    {
        var name = "member-" + connection.Name;
        return Packet(0x10, [0, 4, .. "MQTT"u8, 4, 0, 0, 0, .. Words(name)]);
    }

    internal override bool Advance(Connection connection, ReadOnlySpan<byte> received)
    {
        if (connection.Step == 0 && received.Length >= 4)
        {
            connection.Step = 1;
            connection.Send(Packet(0x82, [0, 1, .. connection.Channels.SelectMany(channel => Words(Topic(channel)).Append((byte)1))]));
        }

        // CONNACK, then SUBACK with a byte for each topic.
        return received.Length >= 4 + 4 + connection.Channels.Count;
    }

    internal override ReadOnlySpan<byte> Compose(Connection connection, long microseconds)
    {
        _packets = (ushort)((_packets % ushort.MaxValue) + 1);
        var topic = Words(Topic(connection.Channels[0]));
        return Packet(0x32, topic, _packets, Mark(connection, microseconds));
    }

    internal override int Feed(Connection connection, Span<byte> received)
    {
        var (at, acknowledged) = (0, 0);
        while (TryLength(received[at..], out var head, out var length) && received.Length - at >= head + length)
        {
            if ((received[at] & 0xF0) == 0x30)
            {
                var id = head + 2 + BinaryPrimitives.ReadUInt16BigEndian(received[(at + head)..]);
                var acknowledgement = _acknowledgements.AsSpan(acknowledged * 4, 4);
                (acknowledgement[0], acknowledgement[1]) = (0x40, 2);
                received.Slice(at + id, 2).CopyTo(acknowledgement[2..]);
                Deliver(connection, received.Slice(at + id + 2, Body.MarkerBytes));
                acknowledged = Flush(connection, acknowledged + 1, 512);
            }

            at += head + length;
        }

        _ = Flush(connection, acknowledged, 1);
        return at;
    }

    private int Flush(Connection connection, int acknowledged, int least)
    {
        if (acknowledged < least)
        {
            return acknowledged;
        }

        connection.Send(_acknowledgements.AsSpan(0, acknowledged * 4));
        return 0;
    }

    private static bool TryLength(ReadOnlySpan<byte> packet, out int head, out int length)
    {
        (head, length) = (1, 0);
        while (head < packet.Length && head < 5)
        {
            length |= (packet[head] & 0x7F) << (7 * (head - 1));
            if ((packet[head++] & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Packet(byte type, ReadOnlySpan<byte> topic, ushort id, ReadOnlySpan<byte> body)
    {
        var content = new byte[topic.Length + 2 + body.Length];
        topic.CopyTo(content);
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(topic.Length), id);
        body.CopyTo(content.AsSpan(topic.Length + 2));
        return Packet(type, content);
    }

    private ReadOnlySpan<byte> Packet(byte type, byte[] content)
    {
        _packet[0] = type;
        _packet[1] = (byte)((content.Length & 0x7F) | 0x80);
        _packet[2] = (byte)(content.Length >> 7);
        content.CopyTo(_packet, 3);
        return _packet.AsSpan(0, 3 + content.Length);
    }

    private static string Topic(int channel) => string.Create(CultureInfo.InvariantCulture, $"channel/{channel}");

    private static byte[] Words(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
