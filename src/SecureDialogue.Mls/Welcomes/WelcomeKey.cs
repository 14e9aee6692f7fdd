using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Secrets;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>welcome_key and welcome_nonce (RFC 9420 §12.4.3.1).</summary>
internal static class WelcomeKey
{
    internal static MessageKey Derive(CipherSuite suite, Secret welcomeSecret) => new(
        Labels.ExpandWithLabel(suite, welcomeSecret, "key", [], suite.AeadKeyBytes),
        Labels.ExpandWithLabel(suite, welcomeSecret, "nonce", [], suite.AeadNonceBytes));
}
