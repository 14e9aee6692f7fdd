using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Devices;

/// <summary>What lets the founder's device mint passes and, later, close the dialogue.</summary>
/// <param name="Dialogue">16 bytes, the dialogue's id at the relay.</param>
/// <param name="Seed">32 bytes, Ed25519.</param>
/// <param name="ClosingKey">32 bytes.</param>
internal sealed record Management(byte[] Dialogue, byte[] Seed, byte[] ClosingKey)
{
    /// <summary>The dialogue's own mark at the relay.</summary>
    internal byte[] DialogueMark => CloseMark.Of(ClosingKey, Dialogue);

    /// <summary>Draws a pass, which the relay does not know before it is minted, and the mark of whatever it is spent on.</summary>
    internal RelayPass DrawPass(PassKind kind) =>
        new(kind, new SecretBytes(RandomNumberGenerator.GetBytes(Limits.KeyBytes)), new Opaque(CloseMark.Draw(ClosingKey)));
}
