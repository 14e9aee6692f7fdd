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
    /// <summary>Draws a pass, which the relay does not know before it is minted.</summary>
    internal RelayPass DrawPass(PassKind kind)
    {
        var pass = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        return new RelayPass(kind, new SecretBytes(pass), new Opaque(CloseTokenHash(pass)));
    }

    /// <summary>SHA-256 of the close token of whatever a pass is spent on: <c>token = HMAC-SHA256(closing key, SHA-256(pass))</c>.</summary>
    internal byte[] CloseTokenHash(byte[] pass)
    {
        var token = HMACSHA256.HashData(ClosingKey, SHA256.HashData(pass));
        var hash = SHA256.HashData(token);
        CryptographicOperations.ZeroMemory(token);
        return hash;
    }
}
