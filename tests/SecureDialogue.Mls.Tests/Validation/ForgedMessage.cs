using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>A message made from a member's secrets with one thing wrong; as it stands it is good.</summary>
internal sealed record ForgedMessage(TestClient Client, MessageContent Content)
{
    internal Sender? Sender { get; init; }

    internal uint Generation { get; init; }

    internal bool HasBadSignature { get; init; }

    internal bool HasBadPadding { get; init; }

    internal ReadOnlyMemory<byte> ConfirmationTag { get; init; } = new byte[32];

    internal Func<GroupContext, GroupContext> Context { get; init; } = context => context;

    private GroupState State => Client.Group.State;

    private Sender Author => Sender ?? Framing.Sender.Member(State.Own);

    internal byte[] AsPublic()
    {
        var message = PublicMessage.Protect(State.Suite, Sign(WireFormat.PublicMessage), State.Secrets.MembershipKey, State.Context);
        return TlsEncoding.Encode(MlsMessage.Of(message));
    }

    internal byte[] AsUntaggedPublic()
    {
        var signed = Sign(WireFormat.PublicMessage);
        return TlsEncoding.Encode(MlsMessage.Of(new PublicMessage(signed.Content, signed.Authentication, new byte[32])));
    }

    internal byte[] AsPrivate()
    {
        using var ratchets = FreshRatchets();
        using var key = ratchets.Prepare(new LeafIndex(Author.Index), MessageProtection.KindOf(Content.Type), Generation);
        var signed = Sign(WireFormat.PrivateMessage);
        if (HasBadPadding)
        {
            return SealWithBadPadding(signed, key);
        }

        return TlsEncoding.Encode(MlsMessage.Of(MessageProtection.Seal(State.Suite, signed, key, State.Secrets.SenderDataSecret, 0)));
    }

    internal AuthenticatedContent Sign(WireFormat wireFormat)
    {
        var context = Context(State.Context);
        var content = new FramedContent
        {
            GroupId = context.GroupId,
            Epoch = context.Epoch,
            Sender = Author,
            AuthenticatedData = default,
            Content = Content,
        };
        var signed = AuthenticatedContent.Sign(wireFormat, content, context, State.SignatureKey);
        signed = Content.Type == ContentType.Commit ? signed.WithConfirmationTag(ConfirmationTag) : signed;
        return HasBadSignature
            ? signed with { Authentication = signed.Authentication with { Signature = new byte[64] } }
            : signed;
    }

    // The sender's tree may have lost the key that is to be forged with, so it is read back from a copy of the receiver's.
    private SecretTree FreshRatchets()
    {
        using var writer = new TlsWriter();
        State.Ratchets.Save(writer);
        var reader = new TlsReader(writer.Written);
        using var custody = new Custody();
        return custody.Release(SecretTree.Load(State.Suite, State.Tree.LeafCount, ref reader, custody));
    }

    private byte[] SealWithBadPadding(AuthenticatedContent signed, PreparedKey key)
    {
        using var plaintext = new TlsWriter();
        signed.Content.Content.WriteTo(plaintext);
        signed.Authentication.WriteTo(plaintext, Content.Type);
        plaintext.WriteFixed([0, 1, 0]);
        var header = new PrivateMessage
        {
            GroupId = signed.Content.GroupId,
            Epoch = signed.Content.Epoch,
            ContentType = Content.Type,
            AuthenticatedData = signed.Content.AuthenticatedData,
        };
        var message = MessageProtection.Seal(State.Suite, header, plaintext.Written, key, State.Secrets.SenderDataSecret);
        return TlsEncoding.Encode(MlsMessage.Of(message));
    }
}
