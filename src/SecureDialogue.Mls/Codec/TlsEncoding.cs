namespace SecureDialogue.Mls.Codec;

/// <summary>Whole structures from and to bytes.</summary>
internal static class TlsEncoding
{
    /// <summary>Decodes exactly one structure; secrets in one with bytes behind it are zeroed.</summary>
    internal static T Decode<T>(ReadOnlySpan<byte> bytes, TlsRead<T> read)
    {
        var reader = new TlsReader(bytes);
        var value = read(ref reader);
        if (!reader.IsAtEnd)
        {
            (value as IDisposable)?.Dispose();
        }

        reader.RequireEnd();
        return value;
    }

    /// <summary>Encodes one structure.</summary>
    internal static byte[] Encode(ITlsEncodable value)
    {
        using var writer = new TlsWriter();
        value.WriteTo(writer);
        return writer.ToArray();
    }
}
