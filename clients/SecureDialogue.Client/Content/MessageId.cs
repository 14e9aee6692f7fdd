using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>A message's id, the same inside the ciphertext and towards the relay.</summary>
/// <param name="Value">16 bytes.</param>
public readonly record struct MessageId(Opaque Value)
{
    /// <summary>How many bytes one has.</summary>
    public const int Bytes = 16;

    /// <summary>A fresh id.</summary>
    public static MessageId Draw() => new(new Opaque(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString();
}
