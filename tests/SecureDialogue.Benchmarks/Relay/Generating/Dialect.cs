namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>How one peer is spoken to. Everything that can be is prepared as bytes.</summary>
internal abstract class Dialect(IDeliveries deliveries, bool isText)
{
    private readonly byte[] _body = Body.Draw(isText);

    /// <summary>What a connection says first.</summary>
    internal abstract ReadOnlySpan<byte> Begin(Connection connection);

    /// <summary>Goes on with the handshake; true when the connection has opened its channels.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="received">Everything received so far.</param>
    internal abstract bool Advance(Connection connection, ReadOnlySpan<byte> received);

    /// <summary>The connection's next message to its first channel; valid until the next call.</summary>
    internal abstract ReadOnlySpan<byte> Compose(Connection connection, long microseconds);

    /// <summary>Finds bodies in what was received and gives where what it could not use begins.</summary>
    internal abstract int Feed(Connection connection, Span<byte> received);

    /// <summary>The body, marked; the same random bytes each time, because nobody looks at them.</summary>
    protected ReadOnlySpan<byte> Mark(Connection connection, long microseconds)
    {
        Body.Mark(_body, microseconds, connection.Index);
        return _body;
    }

    protected void Deliver(Connection connection, ReadOnlySpan<byte> marker)
    {
        var (microseconds, member) = Body.Read(marker);
        deliveries.Deliver(connection, microseconds, member);
    }

    /// <summary>Searches contiguous bytes for markers and gives where the part begins that may hold the start of one.</summary>
    protected int Search(Connection connection, ReadOnlySpan<byte> bytes)
    {
        var from = 0;
        while (true)
        {
            var skipped = Math.Min(connection.BodyLeft, bytes.Length - from);
            connection.BodyLeft -= skipped;
            from += skipped;
            var found = bytes[from..].IndexOf(Body.Magic);
            if (found < 0)
            {
                return Math.Max(from, bytes.Length - Body.Magic.Length + 1);
            }

            from += found;
            if (bytes.Length - from < Body.MarkerBytes)
            {
                return from;
            }

            Deliver(connection, bytes.Slice(from, Body.MarkerBytes));
            connection.BodyLeft = _body.Length;
        }
    }

    protected static int Count(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        var count = 0;
        for (var at = text.IndexOf(word); at >= 0; at = text.IndexOf(word))
        {
            count++;
            text = text[(at + word.Length)..];
        }

        return count;
    }
}
