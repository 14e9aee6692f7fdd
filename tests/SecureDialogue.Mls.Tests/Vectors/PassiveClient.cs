using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>A client that joins by Welcome and follows the commits of others: the working group's passive-client format.</summary>
internal static class PassiveClient
{
    internal static void Follow(JsonElement item, CipherSuite suite)
    {
        var group = Join(item, suite);
        Assert.Equal(item.Hex("initial_epoch_authenticator"), group.EpochAuthenticator.ToArray());
        var options = new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = PsksOf(item) };
        foreach (var epoch in item.GetProperty("epochs").EnumerateArray())
        {
            foreach (var proposal in epoch.GetProperty("proposals").EnumerateArray())
            {
                _ = Assert.IsType<ProposalReceived>(group.Receive(proposal.Bytes(), options));
            }

            group = Reload(group);
            var received = group.Receive(epoch.Hex("commit"), options);
            group.Merge(Assert.IsType<CommitReceived>(received).Staged);
            Assert.Equal(epoch.Hex("epoch_authenticator"), group.EpochAuthenticator.ToArray());
        }

        Reload(group).Dispose();
    }

    private static MlsGroup Join(JsonElement item, CipherSuite suite)
    {
        var keyPackage = MlsMessage.Decode<KeyPackage>(item.Hex("key_package"));
        using var secrets = KeyPackageSecrets.FromPrivateKeys(
            suite, item.Hex("init_priv"), item.Hex("encryption_priv"), item.Hex("signature_priv"));
        keyPackage.Verify(suite, null);
        var options = new JoinOptions
        {
            Validator = AcceptAll.Instance,
            RatchetTree = item.OptionalHex("ratchet_tree") is { } tree ? tree : null,
            ExternalPsks = PsksOf(item),
        };
        return MlsGroup.Join(item.Hex("welcome"), keyPackage, secrets, options);
    }

    private static ExternalPsk[] PsksOf(JsonElement item) =>
        [.. item.GetProperty("external_psks").EnumerateArray().Select(psk => new ExternalPsk(psk.Hex("psk_id"), psk.Secret("psk")))];

    private static MlsGroup Reload(MlsGroup group)
    {
        var saved = group.Save();
        group.Dispose();
        var loaded = MlsGroup.Load(saved);
        Assert.Equal(saved, loaded.Save());
        return loaded;
    }
}
