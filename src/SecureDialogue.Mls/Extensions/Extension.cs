using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Extensions;

/// <summary>One extension (RFC 9420 §13).</summary>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its content.</param>
public sealed record Extension(ExtensionType Type, ReadOnlyMemory<byte> Data) : ITlsEncodable
{
    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16(Type.Value);
        writer.WriteOpaque(Data);
    }

    internal static Extension Read(ref TlsReader reader) => new(new ExtensionType(reader.ReadUInt16()), reader.ReadOpaque());

    /// <summary><c>Extension extensions&lt;V&gt;</c>, each type at most once (RFC 9420 §13.4).</summary>
    internal static List<Extension> ReadList(ref TlsReader reader)
    {
        var extensions = reader.ReadVector(Read);
        var types = new HashSet<ExtensionType>();
        return extensions.TrueForAll(extension => types.Add(extension.Type))
            ? extensions
            : throw new MlsException(MlsError.ExtensionDuplicate);
    }

    /// <summary>Whether two lists are equal byte for byte.</summary>
    internal static bool AreEqual(IReadOnlyList<Extension> one, IReadOnlyList<Extension> other) =>
        EncodeList(one).AsSpan().SequenceEqual(EncodeList(other));

    private static byte[] EncodeList(IReadOnlyList<Extension> extensions)
    {
        using var writer = new TlsWriter();
        writer.WriteVector(extensions);
        return writer.ToArray();
    }

    internal static Extension? Find(IReadOnlyList<Extension> extensions, ExtensionType type) =>
        extensions.FirstOrDefault(extension => extension.Type == type);
}
