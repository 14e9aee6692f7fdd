using System.Security.Cryptography;

namespace SecureDialogue.Client.Devices;

/// <summary>What lets the founder's device mint passes and, later, close the dialogue.</summary>
/// <param name="Dialogue">16 bytes, the dialogue's id at the relay.</param>
/// <param name="Seed">32 bytes, Ed25519.</param>
/// <param name="ClosingKey">32 bytes.</param>
internal sealed record Management(byte[] Dialogue, byte[] Seed, byte[] ClosingKey)
{
    /// <summary>SHA-256 of the close token of whatever a pass is spent on: <c>token = HMAC-SHA256(closing key, SHA-256(pass))</c>.</summary>
    internal byte[] CloseTokenHash(byte[] pass)
    {
        var token = HMACSHA256.HashData(ClosingKey, SHA256.HashData(pass));
        var hash = SHA256.HashData(token);
        CryptographicOperations.ZeroMemory(token);
        return hash;
    }
}
