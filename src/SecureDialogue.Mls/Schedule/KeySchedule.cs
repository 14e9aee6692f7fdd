using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Schedule;

/// <summary>
/// From one epoch to the next (RFC 9420 §8):
/// <code>
/// init_secret[n-1] -> Extract(commit_secret) -> ExpandWithLabel("joiner", GroupContext[n]) = joiner_secret
/// joiner_secret    -> Extract(psk_secret)    -> DeriveSecret("welcome")                    = welcome_secret
///                                            -> ExpandWithLabel("epoch", GroupContext[n])  = epoch_secret
/// epoch_secret     -> DeriveSecret(label)                                                  = EpochSecrets, init_secret[n]
/// </code>
/// </summary>
internal static class KeySchedule
{
    internal static Secret JoinerSecret(CipherSuite suite, Secret initSecret, Secret commitSecret, GroupContext context)
    {
        using var extracted = suite.Crypto.Extract(suite, initSecret.Bytes, commitSecret.Bytes);
        return Labels.ExpandWithLabel(suite, extracted, "joiner", TlsEncoding.Encode(context), suite.HashBytes);
    }

    internal static Secret WelcomeSecret(CipherSuite suite, Secret joinerSecret, Secret pskSecret)
    {
        using var member = suite.Crypto.Extract(suite, joinerSecret.Bytes, pskSecret.Bytes);
        return Labels.DeriveSecret(suite, member, "welcome");
    }

    internal static Secret EpochSecret(CipherSuite suite, Secret joinerSecret, Secret pskSecret, GroupContext context)
    {
        using var member = suite.Crypto.Extract(suite, joinerSecret.Bytes, pskSecret.Bytes);
        return Labels.ExpandWithLabel(suite, member, "epoch", TlsEncoding.Encode(context), suite.HashBytes);
    }

    /// <summary>encryption_secret, the root of the secret tree.</summary>
    internal static Secret EncryptionSecret(CipherSuite suite, Secret epochSecret) => Labels.DeriveSecret(suite, epochSecret, "encryption");

    /// <summary>confirmation_key.</summary>
    internal static Secret ConfirmationKey(CipherSuite suite, Secret epochSecret) => Labels.DeriveSecret(suite, epochSecret, "confirm");

    /// <summary>confirmation_tag = MAC(confirmation_key, confirmed_transcript_hash).</summary>
    internal static byte[] ConfirmationTag(CipherSuite suite, Secret epochSecret, GroupContext context)
    {
        using var key = ConfirmationKey(suite, epochSecret);
        return suite.Crypto.Mac(suite, key.Bytes, context.ConfirmedTranscriptHash.Span);
    }
}
