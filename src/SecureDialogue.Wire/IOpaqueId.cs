namespace SecureDialogue.Wire;

/// <summary>A random identifier of 16 bytes. On the wire: base64 text of those bytes.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface IOpaqueId<TSelf>
    where TSelf : struct, IOpaqueId<TSelf>
{
    /// <summary>The 16 bytes as a big-endian number.</summary>
    UInt128 Value { get; }

    /// <summary>Makes the identifier of a number.</summary>
    /// <param name="value">The 16 bytes as a big-endian number.</param>
    static abstract TSelf Of(UInt128 value);
}
