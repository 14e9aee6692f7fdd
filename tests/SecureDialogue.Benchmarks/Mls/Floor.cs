using System.Security.Cryptography;
using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Sodium;
using ChaCha = SecureDialogue.Sodium.ChaCha20Poly1305;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>
/// What the primitives alone cost, in microseconds: below a sum of them no implementation over the same library can come.
/// Measured anew in each round, beside the operations, so that both see the same machine.
/// </summary>
internal sealed record Floor
{
    private const int Times = 100;
    private static readonly byte[] Short = new byte[300];
    private static readonly byte[] Kibibyte = new byte[1024];

    internal required double BaseMultiply { get; init; }

    internal required double Agree { get; init; }

    internal required double Sign { get; init; }

    internal required double SignKibibyte { get; init; }

    internal required double Verify { get; init; }

    internal required double VerifyKibibyte { get; init; }

    internal required double AeadKibibyte { get; init; }

    internal required double AeadSmall { get; init; }

    internal required double Hmac { get; init; }

    /// <summary>An HPKE seal of a path or joiner secret: the ephemeral key, the agreement, one small AEAD call. HKDF is not counted.</summary>
    internal double Seal => BaseMultiply + Agree + AeadSmall;

    internal double Open => Agree + AeadSmall;

    internal double DeriveKeyPair => BaseMultiply;

    /// <summary>The key, the nonce and the next secret of one generation.</summary>
    internal double Ratchet => 3 * Hmac;

    internal static Floor Measure()
    {
        var (seed, expanded, shared, small) = (new byte[32], new byte[Ed25519.ExpandedBytes], new byte[32], new byte[48]);
        Ed25519.Expand(seed, expanded);
        var (verifying, point, nonce) = (Ed25519.PublicKey(seed), X25519.PublicKey(seed), new byte[ChaCha.NonceBytes]);
        var (ofShort, ofKibibyte) = (Ed25519.Sign(seed, Short), Ed25519.Sign(seed, Kibibyte));
        return new Floor
        {
            BaseMultiply = Cost(() => X25519.PublicKey(seed)),
            Agree = Cost(() => X25519.TryAgree(seed, point, shared)),
            Sign = Cost(() => Ed25519.SignExpanded(expanded, Short)),
            SignKibibyte = Cost(() => Ed25519.SignExpanded(expanded, Kibibyte)),
            Verify = Cost(() => Ed25519.Verify(verifying, Short, ofShort)),
            VerifyKibibyte = Cost(() => Ed25519.Verify(verifying, Kibibyte, ofKibibyte)),
            AeadKibibyte = Cost(() => ChaCha.Seal(seed, nonce, [], Kibibyte)),
            AeadSmall = Cost(() => ChaCha.Seal(seed, nonce, [], small)),
            Hmac = Cost(() => HMACSHA256.HashData(seed, small, shared)),
        };
    }

    private static double Cost(Action primitive) => Meter.Measure(Times, primitive).Microseconds;
}
