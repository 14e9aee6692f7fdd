using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Opens a good Welcome as its joiner, changes it and seals it again.</summary>
internal sealed record ForgedWelcome(byte[] Good, TestClient Joiner)
{
    internal Func<GroupInfo, GroupInfo> Info { get; init; } = info => info;

    internal Func<GroupSecrets, GroupSecrets> Secrets { get; init; } = secrets => secrets;

    /// <summary>The keys that the forger mixes in; the names go into <see cref="Secrets"/>.</summary>
    internal IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> Psks { get; init; } = [];

    /// <summary>Who signs a changed GroupInfo; nobody leaves its signature as it is.</summary>
    internal SignatureKeyPair? Signer { get; init; }

    internal byte[] Seal()
    {
        var suite = Joiner.Suite;
        var welcome = MlsMessage.Decode<Welcome>(Good);
        using var original = WelcomeProcessor.OpenSecrets(welcome, Joiner.KeyPackage, Joiner.Secrets);
        using var none = PskSecret.Compute(suite, []);
        var info = Info(WelcomeProcessor.OpenGroupInfo(suite, welcome, original, none));
        info = Signer is null ? info : info.Sign(Signer);
        using var secrets = Secrets(original);
        using var psk = PskSecret.Compute(suite, Psks);
        using var welcomeSecret = KeySchedule.WelcomeSecret(suite, secrets.JoinerSecret, psk);
        using var key = WelcomeKey.Derive(suite, welcomeSecret);
        var sealedInfo = suite.Crypto.Seal(suite, new AeadKey(key.Key.Bytes, key.Nonce.Bytes), [], TlsEncoding.Encode(info));
        var ciphertext = Labels.EncryptWithLabel(
            suite, Joiner.KeyPackage.InitKey.Span, WelcomeBuilder.Label, sealedInfo, TlsEncoding.Encode(secrets));
        var entry = new EncryptedGroupSecrets(Joiner.KeyPackage.Reference(suite), ciphertext);
        return TlsEncoding.Encode(MlsMessage.Of(new Welcome(suite.Id, [entry], sealedInfo)));
    }
}
