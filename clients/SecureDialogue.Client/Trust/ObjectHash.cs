using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The id of an object: SHA-256 of its encoding without signatures.</summary>
/// <param name="Value">32 bytes.</param>
public readonly record struct ObjectHash(Opaque Value)
{
    /// <summary>How many bytes one has.</summary>
    public const int Bytes = 32;

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString();
}
