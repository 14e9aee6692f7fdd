using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>
    /// Makes a proposal for others, or a later commit of our own, to take up (RFC 9420 §12.1). It waits here, too, and as a
    /// PrivateMessage spends a key: save the group before the bytes leave.
    /// </summary>
    /// <param name="proposal">An Add, Remove, PreSharedKey, ReInit or GroupContextExtensions.</param>
    /// <param name="framing">How it is sent; null for a PrivateMessage.</param>
    /// <exception cref="MlsException">The proposal breaks a rule.</exception>
    /// <exception cref="ArgumentException">It is an Update, for which there is <see cref="ProposeUpdate"/>, or an ExternalInit.</exception>
    public ProposalBundle Propose(Proposal proposal, MessageFraming? framing = null)
    {
        RequireGoingOn();
        if (proposal is Proposal.Update or Proposal.ExternalInit)
        {
            throw new ArgumentException("Members propose Updates of their own leaf by ProposeUpdate, and no ExternalInit.", nameof(proposal));
        }

        return Send(proposal, framing ?? new MessageFraming());
    }

    /// <summary>
    /// Proposes a new own leaf with a new encryption key (RFC 9420 §12.1.2). Its private keys wait with the proposal until somebody
    /// else commits it, or the epoch ends.
    /// </summary>
    /// <param name="change">What else is new in the leaf.</param>
    /// <param name="framing">How it is sent; null for a PrivateMessage.</param>
    /// <exception cref="MlsException">The new leaf breaks a rule.</exception>
    public ProposalBundle ProposeUpdate(LeafChange change, MessageFraming? framing = null)
    {
        RequireGoingOn();
        using var custody = new Custody();
        var key = custody.Hold((change.SignatureKey ?? _state.SignatureKey).Copy());
        var pair = custody.Hold(HpkeKeyPair.Generate(Suite));
        var leaf = change.ApplyTo(_state.Tree.Leaf(_state.Own)!) with // A member has a leaf.
        {
            EncryptionKey = pair.PublicKey,
            Source = LeafNodeSource.Update,
            Lifetime = null,
            ParentHash = ReadOnlyMemory<byte>.Empty,
        };
        var update = new Proposal.Update(leaf.Sign(key, GroupId.Span, _state.Own));
        return custody.Release(Send(update, framing ?? new MessageFraming(), pair, key));
    }

    private ProposalBundle Send(Proposal proposal, MessageFraming framing, HpkeKeyPair? pair = null, SignatureKeyPair? key = null)
    {
        var sender = Sender.Member(_state.Own);
        var content = new FramedContent
        {
            GroupId = GroupId,
            Epoch = Epoch,
            Sender = sender,
            AuthenticatedData = framing.AuthenticatedData,
            Content = new MessageContent.OfProposal(proposal),
        };
        ProposalRules.RequireValid(_state, new AttributedProposal(proposal, sender), GroupContextExtensions, null);
        var signed = AuthenticatedContent.Sign(framing.WireFormat, content, _state.Context, _state.SignatureKey);
        var reference = ProposalRef.Compute(Suite, signed);
        _state.Proposals.RequireRoom(); // Before a key is spent.
        var message = CommitBuilder.Frame(_state, signed);
        _state.Proposals.Add(new CachedProposal(reference, proposal, sender) { LeafPair = pair, SignatureKey = key });
        return new ProposalBundle(message, reference);
    }
}
