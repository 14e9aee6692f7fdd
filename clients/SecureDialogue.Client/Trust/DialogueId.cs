using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The id of a dialogue: the hash of its Charter's first version. The relay never sees it.</summary>
/// <param name="Value">32 bytes.</param>
public readonly record struct DialogueId(Opaque Value)
{
    /// <summary>How many bytes one has.</summary>
    public const int Bytes = 32;

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString();
}
