namespace SecureDialogue.Mls.Codec;

/// <summary><c>uint16 values&lt;V&gt;</c> of some meaning: suites, versions, extension, proposal and credential types.</summary>
internal static class U16List
{
    internal static void Write<T>(TlsWriter writer, IReadOnlyList<T> values, Func<T, ushort> number)
    {
        var start = writer.BeginVector();
        foreach (var value in values)
        {
            writer.WriteUInt16(number(value));
        }

        writer.EndVector(start);
    }

    internal static List<T> Read<T>(ref TlsReader reader, Func<ushort, T> meaning) =>
        reader.ReadVector((ref TlsReader inner) => meaning(inner.ReadUInt16()));
}
