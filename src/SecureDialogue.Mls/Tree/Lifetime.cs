using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Tree;

/// <summary>When a key package may be used (RFC 9420 §7.2).</summary>
/// <param name="NotBefore">Unix seconds.</param>
/// <param name="NotAfter">Unix seconds.</param>
public sealed record Lifetime(ulong NotBefore, ulong NotAfter) : ITlsEncodable
{
    /// <summary>Whether a time lies inside.</summary>
    /// <param name="time">Unix seconds.</param>
    public bool Contains(ulong time) => NotBefore <= time && time <= NotAfter;

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        writer.WriteUInt64(NotBefore);
        writer.WriteUInt64(NotAfter);
    }

    internal static Lifetime Read(ref TlsReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());
}
