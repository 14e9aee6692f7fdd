using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>Refusals before a message is opened (RFC 9420 §6, §6.1).</summary>
internal static class ReceiveRules
{
    internal static void RequireCurrent(GroupState state, ReadOnlyMemory<byte> groupId, ulong epoch)
    {
        if (!groupId.Span.SequenceEqual(state.Context.GroupId.Span))
        {
            throw new MlsException(MlsError.GroupIdMismatch);
        }

        if (epoch != state.Context.Epoch)
        {
            throw new MlsException(MlsError.EpochMismatch);
        }

        if (state.ReInit is not null)
        {
            throw new MlsException(MlsError.GroupEnded);
        }
    }

    /// <summary>§6: outsiders propose, joiners propose or commit, and application data is never in clear.</summary>
    internal static void RequireContent(FramedContent content)
    {
        var isAllowed = content.Sender.Type switch
        {
            SenderType.External or SenderType.NewMemberProposal => content.Content.Type == ContentType.Proposal,
            SenderType.NewMemberCommit => content.Content.Type == ContentType.Commit,
            _ => true,
        };
        if (!isAllowed)
        {
            throw new MlsException(MlsError.SenderContentMismatch);
        }
    }

    internal static void RequireHeard(Sender sender, ReceiveOptions options)
    {
        if (sender.Type != SenderType.Member && options.OnlyAddsAndRemoves)
        {
            throw new MlsException(MlsError.SenderNotSupported);
        }
    }

    /// <summary>The key that a PublicMessage is to be signed with (§6.1).</summary>
    internal static ReadOnlyMemory<byte> RequireSignatureKey(GroupState state, FramedContent content) => content.Sender.Type switch
    {
        SenderType.External => RequireExternalSender(state, content.Sender.Index).SignatureKey,
        SenderType.NewMemberProposal => content.Content is MessageContent.OfProposal { Proposal: Proposal.Add add }
            ? add.KeyPackage.LeafNode.SignatureKey
            : throw new MlsException(MlsError.ProposalSenderWrong),
        SenderType.NewMemberCommit => content.Content is MessageContent.OfCommit { Commit.Path: { } path }
            ? path.LeafNode.SignatureKey
            : throw new MlsException(MlsError.PathMissing),
        _ => RequireMember(state.Tree, content.Sender.Leaf).SignatureKey,
    };

    internal static LeafNode RequireMember(RatchetTree tree, LeafIndex sender) =>
        tree.Leaf(sender) ?? throw new MlsException(MlsError.SenderUnknown);

    /// <summary>Looked at after the signature, so that no other member can pretend to be this one.</summary>
    internal static void RequireOther(GroupState state, Sender sender)
    {
        if (sender == Sender.Member(state.Own))
        {
            throw new MlsException(MlsError.OwnMessage);
        }
    }

    private static ExternalSender RequireExternalSender(GroupState state, uint index) =>
        ExternalSenders.Find(state.Context.Extensions) is { } known && index < known.Senders.Count
            ? known.Senders[(int)index]
            : throw new MlsException(MlsError.ExternalSenderUnknown);
}
