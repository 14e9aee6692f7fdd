using System.Buffers.Binary;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>Takes the hub's messages out of one direction of a WebSocket connection, as bytes pass by.</summary>
internal sealed class FrameReader
{
    private const byte MessageEnd = 0x1E;

    private readonly List<byte> _bytes = [];
    private readonly List<byte> _message = [];
    private bool _pastHandshake;

    /// <summary>Adds what passed; returns the hub's messages that are whole now, as UTF-8.</summary>
    public IReadOnlyList<byte[]> Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        if (!_pastHandshake && !SkipHandshake())
        {
            return [];
        }

        var messages = new List<byte[]>();
        while (TryTakeFrame())
        {
            while (_message.IndexOf(MessageEnd) is var end and >= 0)
            {
                messages.Add([.. _message.Take(end)]);
                _message.RemoveRange(0, end + 1);
            }
        }

        return messages;
    }

    private bool SkipHandshake()
    {
        var end = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        _bytes.RemoveRange(0, end + 4);
        return _pastHandshake = true;
    }

    private bool TryTakeFrame()
    {
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);
        if (bytes.Length < 2)
        {
            return false;
        }

        var (isMasked, shortLength) = ((bytes[1] & 0x80) != 0, bytes[1] & 0x7F);
        var lengthBytes = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var head = 2 + lengthBytes + (isMasked ? 4 : 0);
        if (bytes.Length < head)
        {
            return false;
        }

        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => checked((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            _ => shortLength,
        };
        if (bytes.Length < head + length)
        {
            return false;
        }

        // Text, binary or continuation; control frames carry no messages.
        if ((bytes[0] & 0x0F) <= 2)
        {
            Unmask(bytes.Slice(head, length), isMasked ? bytes.Slice(head - 4, 4) : default);
        }

        _bytes.RemoveRange(0, head + length);
        return true;
    }

    private void Unmask(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < payload.Length; i++)
        {
            _message.Add(mask.IsEmpty ? payload[i] : (byte)(payload[i] ^ mask[i & 3]));
        }
    }
}
