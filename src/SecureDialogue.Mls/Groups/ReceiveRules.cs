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

    internal static void RequireMember(Sender sender, ReceiveOptions options)
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
        _ => RequireOther(state.Tree, state.Own, content.Sender.Leaf).SignatureKey,
    };

    /// <summary>The leaf of a sender other than this client.</summary>
    internal static LeafNode RequireOther(RatchetTree tree, LeafIndex own, LeafIndex sender)
    {
        var leaf = tree.Leaf(sender) ?? throw new MlsException(MlsError.SenderUnknown);
        return sender == own ? throw new MlsException(MlsError.OwnMessage) : leaf;
    }

    private static ExternalSender RequireExternalSender(GroupState state, uint index) =>
        ExternalSenders.Find(state.Context.Extensions) is { } known && index < known.Senders.Count
            ? known.Senders[(int)index]
            : throw new MlsException(MlsError.ExternalSenderUnknown);
}
