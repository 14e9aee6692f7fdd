namespace SecureDialogue.Mls.Codec;

/// <summary>Whole structures from and to bytes.</summary>
internal static class TlsEncoding
{
    /// <summary>Decodes exactly one structure.</summary>
    internal static T Decode<T>(ReadOnlySpan<byte> bytes, TlsRead<T> read)
    {
        var reader = new TlsReader(bytes);
        var value = read(ref reader);
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
