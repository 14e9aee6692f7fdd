using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Sodium;
using System.Security.Cryptography;
using ChaCha = SecureDialogue.Sodium.ChaCha20Poly1305;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>
/// What the primitives alone cost, in microseconds: below a sum of them no implementation over the same library can come.
/// Measured anew in each round, beside the operations, so that both see the same machine.
/// </summary>
internal sealed record Floor(double BaseMultiply, double Agree, double Sign, double Verify, double AeadKibibyte, double AeadSmall, double Hmac)
{
    private const int Times = 100;
    private static readonly byte[] Message = new byte[300];

    /// <summary>An HPKE seal of a path or joiner secret: the ephemeral key, the agreement, one small AEAD call. HKDF is not counted.</summary>
    internal double Seal => BaseMultiply + Agree + AeadSmall;

    internal double Open => Agree + AeadSmall;

    internal double DeriveKeyPair => BaseMultiply;

    /// <summary>The key, the nonce and the next secret of one generation.</summary>
    internal double Ratchet => 3 * Hmac;

    internal static Floor Measure()
    {
        var seed = new byte[Ed25519.SeedBytes];
        var publicKey = Ed25519.PublicKey(seed);
        var expanded = new byte[Ed25519.ExpandedBytes];
        Ed25519.Expand(seed, expanded);
        var signature = Ed25519.Sign(seed, Message);
        var point = X25519.PublicKey(seed);
        var (kibibyte, small, shared) = (new byte[1024], new byte[48], new byte[32]);
        return new Floor(
            Cost(() => X25519.PublicKey(seed)),
            Cost(() => X25519.TryAgree(seed, point, shared)),
            Cost(() => Ed25519.SignExpanded(expanded, Message)),
            Cost(() => Ed25519.Verify(publicKey, Message, signature)),
            Cost(() => ChaCha.Seal(seed, new byte[12], [], kibibyte)),
            Cost(() => ChaCha.Seal(seed, new byte[12], [], small)),
            Cost(() => HMACSHA256.HashData(seed, small, shared)));
    }

    private static double Cost(Action primitive) => Meter.Measure(Times, primitive).Microseconds;
}
