using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The Ed25519 public key of one device of one person.</summary>
/// <param name="Value">32 bytes.</param>
public readonly record struct DeviceKey(Opaque Value)
{
    /// <summary>How many bytes one has.</summary>
    public const int Bytes = 32;

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString();
}
