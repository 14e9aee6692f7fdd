using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>Refusals of single proposals (RFC 9420 §12.1).</summary>
internal static class ProposalRules
{
    /// <summary>What holds for a proposal whether it stands in a commit or on its own.</summary>
    internal static void RequireValid(
        GroupState state, AttributedProposal item, IReadOnlyList<Extension> extensions, ReceiveOptions? options)
    {
        RequireSender(item);
        switch (item.Proposal)
        {
            case Proposal.Add add:
                RequireAdd(state, add, extensions, options);
                break;
            case Proposal.Update update:
                RequireUpdate(state, update.LeafNode, item.Sender.Leaf, extensions, options?.Validator);
                break;
            case Proposal.Remove remove:
                RequireRemove(state.Tree, remove);
                break;
            case Proposal.PreSharedKey psk:
                RequirePsk(state.Suite, psk.Psk);
                break;
            case Proposal.ReInit reInit:
                RequireReInit(reInit);
                break;
            case Proposal.GroupContextExtensions changed:
                RequireReadable(changed.Extensions);
                break;
        }
    }

    /// <summary>§12.1.8: outsiders propose neither Updates nor ExternalInits, joiners only their own Add; §12.1.6: ExternalInit is for external commits.</summary>
    internal static void RequireSender(AttributedProposal item)
    {
        var isAllowed = item.Sender.Type switch
        {
            SenderType.Member => item.Proposal is not Proposal.ExternalInit,
            SenderType.External => item.Proposal is not (Proposal.Update or Proposal.ExternalInit),
            SenderType.NewMemberProposal => item.Proposal is Proposal.Add,
            SenderType.NewMemberCommit => item.Proposal is Proposal.ExternalInit or Proposal.Remove or Proposal.PreSharedKey,
            _ => false,
        };
        if (!isAllowed)
        {
            throw new MlsException(MlsError.ProposalSenderWrong);
        }
    }

    /// <summary>§12.1.4, §8.4: a full nonce; resumption keys only for the application's own reasons.</summary>
    internal static void RequirePsk(CipherSuite suite, PreSharedKeyId id)
    {
        if (id.Nonce.Length != suite.HashBytes)
        {
            throw new MlsException(MlsError.PskNonceInvalid);
        }

        if (id is PreSharedKeyId.Resumption { Usage: not ResumptionPskUsage.Application })
        {
            throw new MlsException(MlsError.PskUsageWrong);
        }
    }

    private static void RequireAdd(GroupState state, Proposal.Add add, IReadOnlyList<Extension> extensions, ReceiveOptions? options)
    {
        KeyPackageRules.RequireValid(add.KeyPackage, state.Suite, options?.CurrentTime, options?.MaxLifetime);
        LeafNodeRules.RequireGroupCapabilities(add.KeyPackage.LeafNode, extensions);
        if (options is not null)
        {
            RatchetTreeRules.RequireAccepted(options.Validator, add.KeyPackage.LeafNode);
        }
    }

    private static void RequireUpdate(
        GroupState state, LeafNode leaf, LeafIndex sender, IReadOnlyList<Extension> extensions, ICredentialValidator? validator)
    {
        var old = state.Tree.Leaf(sender) ?? throw new MlsException(MlsError.SenderUnknown);
        LeafNodeRules.RequireSource(leaf, LeafNodeSource.Update);
        LeafNodeRules.RequireValid(leaf, state.Suite, state.Context.GroupId.Span, sender);
        LeafNodeRules.RequireUsableKey(leaf, state.Suite);
        LeafNodeRules.RequireGroupCapabilities(leaf, extensions);
        if (old.EncryptionKey.Span.SequenceEqual(leaf.EncryptionKey.Span))
        {
            throw new MlsException(MlsError.UpdateKeyUnchanged);
        }

        validator?.ValidateSuccessor(old.Credential, leaf.Credential, leaf.SignatureKey.Span);
    }

    private static void RequireRemove(RatchetTree tree, Proposal.Remove remove)
    {
        if (tree.Leaf(remove.Removed) is null)
        {
            throw new MlsException(MlsError.RemovedLeafUnknown);
        }
    }

    private static void RequireReInit(Proposal.ReInit reInit)
    {
        if (reInit.Version < ProtocolVersion.Mls10)
        {
            throw new MlsException(MlsError.ReInitVersionTooOld);
        }
    }

    private static void RequireReadable(IReadOnlyList<Extension> extensions)
    {
        _ = RequiredCapabilities.Find(extensions);
        _ = ExternalSenders.Find(extensions);
    }
}
