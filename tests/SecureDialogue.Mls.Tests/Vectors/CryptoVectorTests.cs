using System.Text;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class CryptoVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void Labelled_operations_give_the_expected_bytes() => VectorRun.Suites(output, "crypto-basics", (item, suite) =>
    {
        var refHash = item.GetProperty("ref_hash");
        Assert.Equal(refHash.Hex("out"), RefHash.Compute(suite, Encoding.UTF8.GetBytes(refHash.GetProperty("label").GetString()!), refHash.Hex("value")));

        var expand = item.GetProperty("expand_with_label");
        using var expandSecret = expand.Secret("secret");
        Assert.Equal(
            expand.Hex("out"),
            Labels.ExpandWithLabel(suite, expandSecret, expand.GetProperty("label").GetString()!, expand.Hex("context"), (int)expand.UInt("length")).Bytes.ToArray());

        var derive = item.GetProperty("derive_secret");
        using var deriveSecret = derive.Secret("secret");
        Assert.Equal(derive.Hex("out"), Labels.DeriveSecret(suite, deriveSecret, derive.GetProperty("label").GetString()!).Bytes.ToArray());

        var tree = item.GetProperty("derive_tree_secret");
        using var treeSecret = tree.Secret("secret");
        Assert.Equal(
            tree.Hex("out"),
            Labels.DeriveTreeSecret(suite, treeSecret, tree.GetProperty("label").GetString()!, tree.UInt("generation"), (int)tree.UInt("length")).Bytes.ToArray());

        var sign = item.GetProperty("sign_with_label");
        var (signLabel, content) = (sign.GetProperty("label").GetString()!, sign.Hex("content"));
        using var key = SignatureKeyPair.FromPrivateKey(suite, sign.Hex("priv"));
        Assert.Equal(sign.Hex("pub"), key.PublicKey.ToArray());
        Assert.True(Labels.VerifyWithLabel(suite, key.PublicKey.Span, signLabel, content, sign.Hex("signature")));
        Assert.True(Labels.VerifyWithLabel(suite, key.PublicKey.Span, signLabel, content, Labels.SignWithLabel(key, signLabel, content)));

        var encrypt = item.GetProperty("encrypt_with_label");
        var (label, context, plaintext) = (encrypt.GetProperty("label").GetString()!, encrypt.Hex("context"), encrypt.Hex("plaintext"));
        using var pair = HpkeKeyPair.FromPrivateKey(suite, encrypt.Hex("priv"));
        Assert.Equal(encrypt.Hex("pub"), pair.PublicKey.ToArray());
        Assert.Equal(plaintext, Labels.DecryptWithLabel(suite, pair, label, context, new HpkeCiphertext(encrypt.Hex("kem_output"), encrypt.Hex("ciphertext"))));
        var again = Labels.EncryptWithLabel(suite, pair.PublicKey.Span, label, context, plaintext);
        Assert.Equal(plaintext, Labels.DecryptWithLabel(suite, pair, label, context, again));
    });

    [VectorFact]
    public void Psk_secret_joins_all_keys_in_order() => VectorRun.Suites(output, "psk_secret", (item, suite) =>
    {
        var psks = item.GetProperty("psks").EnumerateArray()
            .Select(psk => ((PreSharedKeyId)new PreSharedKeyId.External(psk.Hex("psk_id"), psk.Hex("psk_nonce")), psk.Secret("psk")))
            .ToList();

        using var secret = PskSecret.Compute(suite, psks);

        Assert.Equal(item.Hex("psk_secret"), secret.Bytes.ToArray());
    });

    [VectorFact]
    public void Key_schedule_follows_five_epochs() => VectorRun.Suites(output, "key-schedule", (item, suite) =>
    {
        var initSecret = item.Secret("initial_init_secret");
        ulong number = 0;
        foreach (var epoch in item.GetProperty("epochs").EnumerateArray())
        {
            var context = new GroupContext
            {
                CipherSuite = suite.Id,
                GroupId = item.Hex("group_id"),
                Epoch = number++,
                TreeHash = epoch.Hex("tree_hash"),
                ConfirmedTranscriptHash = epoch.Hex("confirmed_transcript_hash"),
                Extensions = [],
            };
            Assert.Equal(epoch.Hex("group_context"), TlsEncoding.Encode(context));
            using var commit = epoch.Secret("commit_secret");
            using var psk = epoch.Secret("psk_secret");
            using var joiner = KeySchedule.JoinerSecret(suite, initSecret, commit, context);
            using var welcome = KeySchedule.WelcomeSecret(suite, joiner, psk);
            using var epochSecret = KeySchedule.EpochSecret(suite, joiner, psk, context);
            using var secrets = EpochSecrets.Derive(suite, epochSecret);
            Expect("joiner_secret", joiner);
            Expect("welcome_secret", welcome);
            Expect("init_secret", secrets.InitSecret);
            Expect("sender_data_secret", secrets.SenderDataSecret);
            Expect("encryption_secret", KeySchedule.EncryptionSecret(suite, epochSecret));
            Expect("exporter_secret", secrets.ExporterSecret);
            Expect("epoch_authenticator", secrets.EpochAuthenticator);
            Expect("external_secret", secrets.ExternalSecret);
            Expect("confirmation_key", KeySchedule.ConfirmationKey(suite, epochSecret));
            Expect("membership_key", secrets.MembershipKey);
            Expect("resumption_psk", secrets.ResumptionPsk);
            using var external = HpkeKeyPair.DeriveFrom(suite, secrets.ExternalSecret.Bytes);
            Assert.Equal(epoch.Hex("external_pub"), external.PublicKey.ToArray());
            var exporter = epoch.GetProperty("exporter");
            Assert.Equal(
                exporter.Hex("secret"),
                Exporter.Export(suite, secrets.ExporterSecret, exporter.GetProperty("label").GetString()!, exporter.Hex("context"), (int)exporter.UInt("length")));
            initSecret = secrets.InitSecret.Copy();

            void Expect(string name, Secret actual) => Assert.Equal(epoch.Hex(name), actual.Bytes.ToArray());
        }
    });

    [VectorFact]
    public void Secret_tree_gives_the_keys_of_every_leaf() => VectorRun.Suites(output, "secret-tree", (item, suite) =>
    {
        var senderData = item.GetProperty("sender_data");
        using var senderDataSecret = senderData.Secret("sender_data_secret");
        using var senderDataKey = MessageProtection.SenderDataKey(suite, senderData.Hex("ciphertext"), senderDataSecret);
        Assert.Equal(senderData.Hex("key"), senderDataKey.Key.Bytes.ToArray());
        Assert.Equal(senderData.Hex("nonce"), senderDataKey.Nonce.Bytes.ToArray());

        var leaves = item.GetProperty("leaves");
        using var tree = new SecretTree(suite, (uint)leaves.GetArrayLength(), item.Secret("encryption_secret"));
        for (var i = 0; i < leaves.GetArrayLength(); i++)
        {
            foreach (var generation in leaves[i].EnumerateArray())
            {
                Expect(RatchetKind.Handshake, "handshake");
                Expect(RatchetKind.Application, "application");

                void Expect(RatchetKind kind, string name)
                {
                    using var key = tree.Prepare(new LeafIndex((uint)i), kind, generation.UInt("generation"));
                    Assert.Equal(generation.Hex(name + "_key"), key.Key.Key.Bytes.ToArray());
                    Assert.Equal(generation.Hex(name + "_nonce"), key.Key.Nonce.Bytes.ToArray());
                    tree.Take(key);
                }
            }
        }
    });

    [VectorFact]
    public void Transcript_hashes_include_the_commit() => VectorRun.Suites(output, "transcript-hashes", (item, suite) =>
    {
        var signed = TlsEncoding.Decode(item.Hex("authenticated_content"), AuthenticatedContent.Read);
        var tag = signed.Authentication.ConfirmationTag;

        var confirmed = TranscriptHash.Confirmed(suite, item.Hex("interim_transcript_hash_before"), signed);
        var interim = TranscriptHash.Interim(suite, confirmed, tag.Span);

        Assert.Equal(item.Hex("confirmed_transcript_hash_after"), confirmed);
        Assert.Equal(item.Hex("interim_transcript_hash_after"), interim);
        Assert.Equal(tag.ToArray(), suite.Crypto.Mac(suite, item.Hex("confirmation_key"), confirmed));
    });
}
