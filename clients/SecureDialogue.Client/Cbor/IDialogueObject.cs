namespace SecureDialogue.Client.Cbor;

/// <summary>An object of docs/protocol.md: one CBOR map, read and written field by field. <see cref="ObjectCodec"/> gives each one Decode and Encode.</summary>
/// <typeparam name="TSelf">The object's own type.</typeparam>
public interface IDialogueObject<TSelf>
    where TSelf : IDialogueObject<TSelf>
{
    /// <summary>The longest encoding that is accepted, in bytes.</summary>
    static abstract int MaxBytes { get; }

    /// <summary>Fields of newer versions, in ascending order of keys.</summary>
    IReadOnlyList<UnknownField> Unknown { get; }

    /// <summary>Reads the fields and ends with <see cref="ObjectReader.Finish"/>.</summary>
    /// <param name="fields">The map.</param>
    /// <exception cref="MalformedObjectException">A field is missing, of another type, or out of its bounds.</exception>
    static abstract TSelf Read(ObjectReader fields);

    /// <summary>Writes the known fields in ascending order of keys.</summary>
    /// <param name="fields">The map.</param>
    void Write(ObjectWriter fields);
}
