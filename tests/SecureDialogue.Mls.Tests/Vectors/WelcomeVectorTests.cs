using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tests.Scenarios;
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

    [VectorFact]
    public void A_passive_client_joins() => VectorRun.Suites(output, "passive-client-welcome", Join);

    [VectorFact]
    public void A_client_joins_groups_of_other_implementations() => VectorRun.Suites(output, "interop-passive/welcome_join", Join);

    [VectorFact]
    public void A_client_joins_groups_with_application_data() => VectorRun.Suites(output, "interop-passive/application", Join);

    [VectorFact]
    public void Files_for_later_issues_are_named()
    {
        output.WriteLine("passive-client-handling-commit, passive-client-random, interop-passive/{branch,commit,external_join,external_proposals,reinit}:");
        output.WriteLine("  not yet, issue \"The MLS core in C#, complete\"");
    }

    private static void Join(JsonElement item, CipherSuite suite)
    {
        var keyPackage = MlsMessage.Decode<KeyPackage>(item.Hex("key_package"));
        using var secrets = KeyPackageSecrets.FromPrivateKeys(
            suite, item.Hex("init_priv"), item.Hex("encryption_priv"), item.Hex("signature_priv"));
        keyPackage.Verify(suite, null);
        var options = new JoinOptions
        {
            Validator = AcceptAll.Instance,
            RatchetTree = item.OptionalHex("ratchet_tree") is { } tree ? tree : null,
            ExternalPsks = [.. item.GetProperty("external_psks").EnumerateArray().Select(psk => new ExternalPsk(psk.Hex("psk_id"), psk.Secret("psk")))],
        };

        using var group = MlsGroup.Join(item.Hex("welcome"), keyPackage, secrets, options);

        Assert.Equal(item.Hex("initial_epoch_authenticator"), group.EpochAuthenticator.ToArray());
        using var loaded = MlsGroup.Load(group.Save());
        Assert.Equal(group.Save(), loaded.Save());
        Assert.Equal(0, item.GetProperty("epochs").GetArrayLength());
    }
}
