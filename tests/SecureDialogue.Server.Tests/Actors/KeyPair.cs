using System.Security.Cryptography;
using SecureDialogue.Sodium;

namespace SecureDialogue.Server.Tests.Actors;

internal sealed record KeyPair(byte[] Seed, byte[] Public)
{
    public static KeyPair Draw()
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        return new KeyPair(seed, Ed25519.PublicKey(seed));
    }

    public byte[] Sign(byte[] message) => Ed25519.Sign(Seed, message);
}
