using System.Text.Json;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class FramingVectorTests(ITestOutputHelper output)
{
    private static readonly LeafIndex SenderLeaf = new(1);

    [VectorFact]
    public void Messages_open_and_seal_in_both_framings() => VectorRun.Suites(output, "message-protection", (item, suite) =>
    {
        using var key = SignatureKeyPair.FromPrivateKey(suite, item.Hex("signature_priv"));
        using var membershipKey = item.Secret("membership_key");
        var context = ContextOf(item, suite);
        var proposal = new MessageContent.OfProposal(TlsEncoding.Decode(item.Hex("proposal"), Proposal.Read));
        var commit = new MessageContent.OfCommit(TlsEncoding.Decode(item.Hex("commit"), Commit.Read));
        var application = new MessageContent.ApplicationData(item.Hex("application"));

        foreach (var (content, name) in ((MessageContent, string)[])[(proposal, "proposal"), (commit, "commit")])
        {
            var given = MlsMessage.Decode<PublicMessage>(item.Hex(name + "_pub"));
            Expect(content, given.Unprotect(suite, membershipKey, context).Verify(suite, context, item.Hex("signature_pub")));
            var made = PublicMessage.Protect(suite, Sign(WireFormat.PublicMessage, content), membershipKey, context);
            Expect(content, made.Unprotect(suite, membershipKey, context).Verify(suite, context, item.Hex("signature_pub")));
        }

        foreach (var (content, name) in ((MessageContent, string)[])[(proposal, "proposal"), (commit, "commit"), (application, "application")])
        {
            Expect(content, Open(item, suite, MlsMessage.Decode<PrivateMessage>(item.Hex(name + "_priv")), context));
            Expect(content, Open(item, suite, Seal(item, suite, Sign(WireFormat.PrivateMessage, content)), context));
        }

        var inClear = new PublicMessage(Sign(WireFormat.PublicMessage, application).Content, new ContentAuthentication(new byte[64], default), new byte[32]);
        var refused = Assert.Throws<MlsException>(() => inClear.Unprotect(suite, membershipKey, context));
        Assert.Equal(MlsError.ApplicationDataInClear, refused.Error);

        AuthenticatedContent Sign(WireFormat wireFormat, MessageContent content)
        {
            var framed = new FramedContent
            {
                GroupId = context.GroupId,
                Epoch = context.Epoch,
                Sender = Sender.Member(SenderLeaf),
                AuthenticatedData = default,
                Content = content,
            };
            var signed = AuthenticatedContent.Sign(wireFormat, framed, context, key);
            return content is MessageContent.OfCommit ? signed.WithConfirmationTag(new byte[suite.HashBytes]) : signed;
        }
    });

    private static void Expect(MessageContent expected, AuthenticatedContent signed) =>
        Assert.Equal(TlsEncoding.Encode(expected), TlsEncoding.Encode(signed.Content.Content));

    private static PrivateMessage Seal(JsonElement item, CipherSuite suite, AuthenticatedContent signed)
    {
        using var tree = new SecretTree(suite, 2, item.Secret("encryption_secret"));
        using var senderDataSecret = item.Secret("sender_data_secret");
        using var key = tree.Prepare(SenderLeaf, MessageProtection.KindOf(signed.Content.Content.Type), 0);
        return MessageProtection.Seal(suite, signed, key, senderDataSecret, 32);
    }

    private static AuthenticatedContent Open(JsonElement item, CipherSuite suite, PrivateMessage message, GroupContext context)
    {
        using var tree = new SecretTree(suite, 2, item.Secret("encryption_secret"));
        using var senderDataSecret = item.Secret("sender_data_secret");
        var data = MessageProtection.OpenSenderData(suite, message, senderDataSecret);
        Assert.Equal(SenderLeaf, data.Leaf);
        using var key = tree.Prepare(data.Leaf, MessageProtection.KindOf(message.ContentType), data.Generation);
        return MessageProtection.Open(suite, message, data, key.Key).Verify(suite, context, item.Hex("signature_pub"));
    }

    private static GroupContext ContextOf(JsonElement item, CipherSuite suite) => new()
    {
        CipherSuite = suite.Id,
        GroupId = item.Hex("group_id"),
        Epoch = item.GetProperty("epoch").GetUInt64(),
        TreeHash = item.Hex("tree_hash"),
        ConfirmedTranscriptHash = item.Hex("confirmed_transcript_hash"),
        Extensions = [],
    };
}
