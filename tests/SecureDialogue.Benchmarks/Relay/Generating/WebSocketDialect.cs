using System.Buffers.Binary;
using System.Text;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>Anything over WebSockets. Frames are masked with zero, which is a mask as good as any to a server.</summary>
internal abstract class WebSocketDialect(IDeliveries deliveries, string path, bool isText) : Dialect(deliveries, isText)
{
    private const byte Text = 0x81;
    private const byte Binary = 0x82;
    private const int HeaderBytes = 8;

    private readonly byte[] _upgrade = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    private readonly byte[] _frame = new byte[8192];

    internal sealed override ReadOnlySpan<byte> Begin(Connection connection) => _upgrade;

    internal sealed override bool Advance(Connection connection, ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        if (!received.StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException("The server refused the upgrade: " + Encoding.ASCII.GetString(received[..Math.Min(received.Length, 200)]));
        }

        return Open(connection, received[(end + 4)..]);
    }

    internal sealed override int Feed(Connection connection, Span<byte> received)
    {
        var from = 0;
        var at = connection.Unframed;
        while (at < received.Length)
        {
            if (connection.FrameLeft == 0)
            {
                var header = Header(received[at..], out var length);
                if (header == 0)
                {
                    break;
                }

                // A few bytes that may begin a marker move over the header, so that the payload is contiguous.
                received[from..at].CopyTo(received[(from + header)..]);
                (from, at, connection.FrameLeft) = (from + header, at + header, length);
            }

            var taken = (int)Math.Min(connection.FrameLeft, received.Length - at);
            (at, connection.FrameLeft) = (at + taken, connection.FrameLeft - taken);
            from += Search(connection, received[from..at]);
        }

        connection.Unframed = at - from;
        return from;
    }

    /// <summary>After the upgrade: what was received since.</summary>
    protected abstract bool Open(Connection connection, ReadOnlySpan<byte> received);

    /// <summary>A frame of some parts; valid until the next call.</summary>
    protected ReadOnlySpan<byte> Frame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> body, ReadOnlySpan<byte> after, bool isText)
    {
        var length = before.Length + body.Length + after.Length;
        _frame[0] = isText ? Text : Binary;
        _frame[1] = 0x80 | 126;
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(2), (ushort)length);
        var payload = _frame.AsSpan(HeaderBytes, length);
        before.CopyTo(payload);
        body.CopyTo(payload[before.Length..]);
        after.CopyTo(payload[(before.Length + body.Length)..]);
        return _frame.AsSpan(0, HeaderBytes + length);
    }

    protected void SendText(Connection connection, string text) => connection.Send(Frame(Encoding.ASCII.GetBytes(text), [], [], true));

    private static int Header(ReadOnlySpan<byte> bytes, out long length)
    {
        length = 0;
        if (bytes.Length < 2)
        {
            return 0;
        }

        var size = bytes[1] switch { < 126 => 2, 126 => 4, _ => 10 };
        if (bytes.Length < size)
        {
            return 0;
        }

        length = size switch { 2 => bytes[1], 4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), _ => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]) };
        return size;
    }
}
