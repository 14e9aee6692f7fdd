using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Welcomes;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class WelcomeVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void A_welcome_opens_to_a_signed_and_confirmed_group_info() => VectorRun.Suites(output, "welcome", (item, suite) =>
    {
        var keyPackage = MlsMessage.Decode<KeyPackage>(item.Hex("key_package"));
        var init = HpkeKeyPair.FromPrivateKey(suite, item.Hex("init_priv"));
        using var secrets = new KeyPackageSecrets(suite, init, HpkeKeyPair.Generate(suite), SignatureKeyPair.Generate(suite));
        var welcome = MlsMessage.Decode<Welcome>(item.Hex("welcome"));

        using var groupSecrets = WelcomeProcessor.OpenSecrets(welcome, keyPackage, secrets);
        using var psk = PskSecret.Compute(suite, []);
        var info = WelcomeProcessor.OpenGroupInfo(suite, welcome, groupSecrets, psk);
        using var epochSecret = KeySchedule.EpochSecret(suite, groupSecrets.JoinerSecret, psk, info.Context);

        Assert.True(info.HasValidSignature(suite, item.Hex("signer_pub")));
        Assert.Equal(info.ConfirmationTag.ToArray(), KeySchedule.ConfirmationTag(suite, epochSecret, info.Context));
    });
}
