using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tests.Validation;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

public sealed class TruncationTests(ITestOutputHelper output)
{
    private int _cuts;

    [Fact]
    public void Every_decoder_refuses_its_input_cut_at_any_byte_or_prolonged()
    {
        var (alice, bob, carol) = (new TestClient("alice"), new TestClient("bob"), new TestClient("carol"));
        var group = TestGroup.Of(alice, bob);
        var bundle = group.Commit(alice, [carol], [], forcePath: true);
        var welcome = bundle.Welcome!.Value.ToArray();
        var path = alice.Group.CreateCommit(new Commits.CommitRequest()).Message.ToArray();
        using var groupSecrets = Welcomes.WelcomeProcessor.OpenSecrets(MlsMessage.Decode<Welcome>(welcome), carol.KeyPackage, carol.Secrets);

        Cut("Welcome", welcome, bytes => MlsMessage.Decode(bytes));
        Cut("PrivateMessage", path, bytes => MlsMessage.Decode(bytes));
        Cut("PublicMessage", (new ForgedCommit(alice) { IsPublic = true }).Encode(), bytes => MlsMessage.Decode(bytes));
        Cut("KeyPackage", carol.KeyPackage.Encode(), bytes => KeyPackage.Decode(bytes));
        Cut("LeafNode", carol.KeyPackage.LeafNode.Encode(), bytes => LeafNode.Decode(bytes));
        Cut("KeyPackageSecrets", carol.Secrets.Save(), bytes => KeyPackageSecrets.Load(bytes));
        Cut("snapshot", bob.Group.Save(), bytes => MlsGroup.Load(bytes));
        Cut("ratchet_tree", bob.Group.State.EncodedTree.ToArray(), bytes => RatchetTreeExtension.Decode(bytes));
        Cut("GroupSecrets", TlsEncoding.Encode(groupSecrets), bytes => TlsEncoding.Decode(bytes, GroupSecrets.Read));
        Cut("PreSharedKeyId", TlsEncoding.Encode(new PreSharedKeyId.Resumption(ResumptionPskUsage.Branch, new byte[4], 7, new byte[32])), bytes => TlsEncoding.Decode(bytes, PreSharedKeyId.Read));
        Cut("RequiredCapabilities", new RequiredCapabilities([new(9)], [new(8)], [CredentialType.Basic]).ToExtension().Data.ToArray(), bytes => TlsEncoding.Decode(bytes, RequiredCapabilities.Read));
        Cut("GroupContext", TlsEncoding.Encode(bob.Group.State.Context), bytes => TlsEncoding.Decode(bytes, GroupContext.Read));
        Cut("SenderData", new byte[12], bytes => TlsEncoding.Decode(bytes, SenderData.Read));
        Cut("HpkeCiphertext", [1, 7, 1, 8], bytes => TlsEncoding.Decode(bytes, HpkeCiphertext.Read));
        output.WriteLine($"{_cuts} cuts refused");
    }

    [Fact]
    public void Random_bytes_and_changed_bytes_give_only_refusals()
    {
        var random = new Random(20260711);
        var (alice, bob) = (new TestClient("alice"), new TestClient("bob"));
        var bundle = TestGroup.Of(alice).Commit(alice, [bob], []);
        byte[][] seeds = [bundle.Welcome!.Value.ToArray(), bundle.Message.ToArray(), new ForgedCommit(alice) { IsPublic = true }.Encode(), alice.Says("x")];
        var (refused, accepted) = (0, 0);
        for (var i = 0; i < 4000; i++)
        {
            var bytes = seeds[i % seeds.Length].ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = MlsMessage.Decode(bytes);
                _ = bob.Group.Receive(bytes, AcceptAll.Instance);
                accepted++;
            }
            catch (MlsException)
            {
                refused++;
            }

            try
            {
                _ = MlsGroup.Join(bytes, bob.KeyPackage, bob.Secrets, new JoinOptions { Validator = AcceptAll.Instance });
            }
            catch (MlsException)
            {
                refused++;
            }
        }

        output.WriteLine($"{refused} refused, {accepted} happened to be unchanged");
    }

    private void Cut(string name, byte[] whole, Action<byte[]> decode)
    {
        decode(whole);
        for (var length = 0; length < whole.Length; length++)
        {
            var thrown = Record.Exception(() => decode(whole[..length]));
            Assert.True(thrown is MlsException, $"{name} cut at {length} of {whole.Length}: {thrown}");
            _cuts++;
        }

        Refusal.Is(MlsError.TrailingBytes, () => decode([.. whole, 0]));
    }
}
