using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
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
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Every decoder of the engine with good input, made by a group in which much has happened.</summary>
internal static class DecoderSamples
{
    internal static IReadOnlyList<DecoderSample> Make()
    {
        var (alice, bob, carol) = (new TestClient("alice"), new TestClient("bob"), new TestClient("carol"));
        var group = TestGroup.Of(alice, bob);
        _ = group.Commit(bob, [], []);
        _ = bob.Hears(alice.Says("first"));
        var bundle = group.Commit(alice, [carol], [], forcePath: true);
        var proposal = bob.Group.Propose(new Proposal.Remove(carol.Group.OwnLeaf));
        _ = alice.Group.Receive(proposal.Message.Span, new ReceiveOptions { Validator = AcceptAll.Instance });
        return [.. Messages(alice, bundle, proposal.Message.ToArray()), .. Packages(carol), .. Stored(alice, bob), .. Parts(alice, carol, bundle)];
    }

    private static DecoderSample[] Messages(TestClient alice, CommitBundle bundle, byte[] proposal) =>
    [
        new("Welcome", bundle.Welcome!.Value.ToArray(), bytes => MlsMessage.Decode(bytes)),
        new("PrivateMessage", bundle.Message.ToArray(), bytes => MlsMessage.Decode(bytes)),
        new("PrivateMessage of a proposal", proposal, bytes => MlsMessage.Decode(bytes)),
        new("PublicMessage", new ForgedCommit(alice) { IsPublic = true }.Encode(), bytes => MlsMessage.Decode(bytes)),
        new("GroupInfo", alice.Group.ExportGroupInfo(), bytes => MlsMessage.Decode(bytes)),
    ];

    private static DecoderSample[] Packages(TestClient carol) =>
    [
        new("KeyPackage", carol.KeyPackage.Encode(), bytes => KeyPackage.Decode(bytes)),
        new("LeafNode", carol.KeyPackage.LeafNode.Encode(), bytes => LeafNode.Decode(bytes)),
        new("KeyPackageSecrets", carol.Secrets.Save(), bytes => KeyPackageSecrets.Load(bytes)),
        Of("Capabilities", carol.KeyPackage.LeafNode.Capabilities, Capabilities.Read),
    ];

    private static DecoderSample[] Stored(TestClient alice, TestClient bob) =>
    [
        new("snapshot", bob.Group.Save(), bytes => MlsGroup.Load(bytes).Dispose()),
        new("snapshot with a proposal", alice.Group.Save(), bytes => MlsGroup.Load(bytes).Dispose()),
        new("ratchet_tree", bob.Group.ExportRatchetTree(), bytes => RatchetTreeExtension.Decode(bytes)),
        Of("GroupContext", bob.Group.State.Context, GroupContext.Read),
    ];

    private static DecoderSample[] Parts(TestClient alice, TestClient carol, CommitBundle bundle)
    {
        using var secrets = WelcomeProcessor.OpenSecrets(
            MlsMessage.Decode<Welcome>(bundle.Welcome!.Value.Span), carol.KeyPackage, carol.Secrets);
        var (psk, sender) = (PreSharedKeyId.OfExternal(alice.Suite, new byte[5]), new ExternalSender(new byte[32], alice.Credential));
        var required = new RequiredCapabilities([new(9)], [new(8)], [CredentialType.Basic]);
        return
        [
            Of("GroupSecrets", secrets, GroupSecrets.Read),
            Of("Commit", CommitOf(alice, carol, psk), Commit.Read),
            Of("Proposal, Update", new Proposal.Update(carol.KeyPackage.LeafNode), Proposal.Read),
            Of("Proposal, PreSharedKey", new Proposal.PreSharedKey(psk), Proposal.Read),
            Of("Proposal, ReInit", new Proposal.ReInit(new byte[4], ProtocolVersion.Mls10, CipherSuiteId.P256Aes128GcmSha256P256, [required.ToExtension()]), Proposal.Read),
            Of("Proposal, GroupContextExtensions", new Proposal.GroupContextExtensions([required.ToExtension()]), Proposal.Read),
            Of("Proposal, ExternalInit", new Proposal.ExternalInit(new byte[32]), Proposal.Read),
            Of("PreSharedKeyId", new PreSharedKeyId.Resumption(ResumptionPskUsage.Branch, new byte[4], 7, new byte[32]), PreSharedKeyId.Read),
            Of("external_senders", new ExternalSenders([sender, sender]), ExternalSenders.Read),
            Of("external_pub", new ExternalPub(new byte[32]), ExternalPub.Read),
            new("required_capabilities", required.ToExtension().Data.ToArray(), bytes => TlsEncoding.Decode(bytes, RequiredCapabilities.Read)),
            new("SenderData", new byte[12], bytes => TlsEncoding.Decode(bytes, SenderData.Read)),
            new("HpkeCiphertext", [1, 7, 1, 8], bytes => TlsEncoding.Decode(bytes, HpkeCiphertext.Read)),
        ];
    }

    private static Commit CommitOf(TestClient alice, TestClient carol, PreSharedKeyId psk)
    {
        var message = MlsMessage.Decode<PublicMessage>(new ForgedCommit(alice) { IsPublic = true }.Encode());
        var path = ((MessageContent.OfCommit)message.Content.Content).Commit.Path;
        return new Commit(
            [
                new ProposalOrRef.ByValue(new Proposal.Add(carol.KeyPackage)),
                new ProposalOrRef.ByReference(new byte[32]),
                new ProposalOrRef.ByValue(new Proposal.PreSharedKey(psk)),
            ],
            path);
    }

    private static DecoderSample Of<T>(string name, ITlsEncodable value, TlsRead<T> read) =>
        new(name, TlsEncoding.Encode(value), bytes => TlsEncoding.Decode(bytes, read));
}
