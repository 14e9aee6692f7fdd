using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>16 random bytes that stand for one person in one dialogue; never a name.</summary>
/// <param name="Value">16 bytes.</param>
public readonly record struct PersonTag(Opaque Value)
{
    /// <summary>How many bytes one has.</summary>
    public const int Bytes = 16;

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString();
}
