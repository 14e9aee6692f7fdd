namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Changes encodings where it hurts: lengths, counts, tags, whole vectors, pieces of other messages.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[] Edges = [0, 1, 2, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xff];

    internal byte[] Mutate(byte[] good, IReadOnlyList<byte[]> others)
    {
        var bytes = good;
        for (var changes = 1 + random.Next(3); changes > 0 && bytes.Length > 0; changes--)
        {
            bytes = random.Next(7) switch
            {
                0 => Put(bytes, (byte)random.Next(256)),
                1 => Put(bytes, Edges[random.Next(Edges.Length)]),
                2 => Resized(bytes),
                3 => Replace(bytes, Piece(bytes), []),
                4 => Doubled(bytes),
                5 => Splice(bytes, others[random.Next(others.Count)]),
                _ => HugeLength(bytes),
            };
        }

        return bytes;
    }

    private byte[] Put(byte[] bytes, byte value)
    {
        var copy = bytes.ToArray();
        copy[random.Next(copy.Length)] = value;
        return copy;
    }

    /// <summary>A vector whose length says one more or less than there is, or that is cut and says so.</summary>
    private byte[] Resized(byte[] bytes)
    {
        var (start, length) = Vector(bytes);
        var wanted = random.Next(3) switch { 0 => length + 1, 1 => Math.Max(0, length - 1), _ => random.Next(length + 1) };
        var content = bytes[(start + HeaderBytes(length))..(start + HeaderBytes(length) + length)];
        var kept = random.Next(2) == 0 ? content : content[..Math.Min(wanted, content.Length)];
        return [.. bytes[..start], .. Header(wanted), .. kept, .. bytes[(start + HeaderBytes(length) + length)..]];
    }

    private byte[] HugeLength(byte[] bytes)
    {
        var (start, length) = Vector(bytes);
        byte[] huge = random.Next(2) == 0 ? [0xbf, 0xff, 0xff, 0xff] : [0x80, (byte)random.Next(256), 0xff, 0xff];
        return Replace(bytes, (start, HeaderBytes(length)), huge);
    }

    private byte[] Doubled(byte[] bytes)
    {
        var (start, count) = Piece(bytes);
        return Replace(bytes, (start, 0), bytes[start..(start + count)]);
    }

    private byte[] Splice(byte[] bytes, byte[] other)
    {
        var (start, count) = Piece(other);
        var piece = other[start..(start + count)];
        return random.Next(2) == 0
            ? Replace(bytes, Piece(bytes), piece)
            : [.. bytes[..random.Next(bytes.Length)], .. other[random.Next(other.Length)..]];
    }

    /// <summary>A run of bytes; mostly a vector with its header.</summary>
    private (int Start, int Count) Piece(byte[] bytes)
    {
        if (random.Next(3) > 0)
        {
            var (start, length) = Vector(bytes);
            return (start, Math.Min(HeaderBytes(length) + length, bytes.Length - start));
        }

        var from = random.Next(bytes.Length);
        return (from, random.Next(Math.Min(64, bytes.Length - from) + 1));
    }

    /// <summary>Somewhere where a length stands that fits what follows; most of those are lengths.</summary>
    private (int Start, int Length) Vector(byte[] bytes)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var start = random.Next(bytes.Length);
            var length = LengthAt(bytes, start);
            if (length >= 0 && start + HeaderBytes(length) + length <= bytes.Length)
            {
                return (start, length);
            }
        }

        return (bytes.Length - 1, 0);
    }

    private static int LengthAt(byte[] bytes, int start) => (bytes[start] >> 6) switch
    {
        0 => bytes[start],
        1 when start + 1 < bytes.Length && ((bytes[start] & 0x3f) << 8 | bytes[start + 1]) >= 64 => (bytes[start] & 0x3f) << 8 | bytes[start + 1],
        _ => -1,
    };

    private static int HeaderBytes(int length) => length < 64 ? 1 : 2;

    private static byte[] Header(int length) => length < 64 ? [(byte)length] : [(byte)(0x40 | (length >> 8)), (byte)(length & 0xff)];

    private static byte[] Replace(byte[] bytes, (int Start, int Count) piece, byte[] with) =>
        [.. bytes[..piece.Start], .. with, .. bytes[(piece.Start + piece.Count)..]];
}
