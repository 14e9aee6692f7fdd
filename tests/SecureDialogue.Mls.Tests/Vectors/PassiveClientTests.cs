using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Files in the passive-client format, whatever their names: a client joins by Welcome and follows what the others do.</summary>
public sealed class PassiveClientTests(ITestOutputHelper output)
{
    /// <summary>Every file of the folder that has that format.</summary>
    public static TheoryData<string> Files => [.. VectorFolder.Files.Where(VectorFolder.IsPassiveClient)];

    [VectorTheory]
    [MemberData(nameof(Files))]
    public void A_passive_client_follows_every_epoch(string file) => VectorRun.AnySuites(output, file, Follow);

    private static void Follow(JsonElement item, CipherSuite suite)
    {
        var keyPackage = MlsMessage.Decode<KeyPackage>(item.Hex("key_package"));
        using var secrets = KeyPackageSecrets.FromPrivateKeys(
            suite, item.Hex("init_priv"), item.Hex("encryption_priv"), item.Hex("signature_priv"));
        keyPackage.Verify(suite, null);
        ExternalPsk[] psks = [.. item.GetProperty("external_psks").EnumerateArray().Select(psk => new ExternalPsk(psk.Hex("psk_id"), psk.Secret("psk")))];
        var group = MlsGroup.Join(item.Hex("welcome"), keyPackage, secrets, new JoinOptions
        {
            Validator = AcceptAll.Instance,
            RatchetTree = item.OptionalHex("ratchet_tree") is { } tree ? tree : null,
            ExternalPsks = psks,
        });
        Assert.Equal(item.Hex("initial_epoch_authenticator"), group.EpochAuthenticator.ToArray());

        var options = new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = psks };
        foreach (var epoch in item.GetProperty("epochs").EnumerateArray())
        {
            foreach (var proposal in epoch.GetProperty("proposals").EnumerateArray())
            {
                _ = Assert.IsType<ProposalReceived>(group.Receive(proposal.Bytes(), options));
            }

            group = Restart(group);
            var commit = Assert.IsType<CommitReceived>(group.Receive(epoch.Hex("commit"), options));
            group.Merge(commit.Staged);
            Assert.Equal(epoch.Hex("epoch_authenticator"), group.EpochAuthenticator.ToArray());
        }

        Restart(group).Dispose();
    }

    private static MlsGroup Restart(MlsGroup group)
    {
        var saved = group.Save();
        group.Dispose();
        var loaded = MlsGroup.Load(saved);
        Assert.Equal(saved, loaded.Save());
        return loaded;
    }
}
