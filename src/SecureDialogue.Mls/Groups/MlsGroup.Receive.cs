using System.Diagnostics;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Secrets;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>
    /// Opens and checks a message of this epoch:
    /// <code>bytes -> MlsMessage -> UnverifiedContent -> AuthenticatedContent -> ReceivedMessage</code>
    /// An application message or a proposal spends its key when everything about it has proved genuine. A commit changes nothing
    /// here: it can be received again until it is merged. This form is for groups whose commits only add, remove and heal: others
    /// are refused (<see cref="ReceiveOptions.OnlyAddsAndRemoves"/>).
    /// </summary>
    /// <param name="mlsMessage">MLSMessage (PrivateMessage or PublicMessage).</param>
    /// <param name="validator">Asked for leaves that a commit adds or changes.</param>
    /// <exception cref="MlsException">The message breaks a rule; the group is what it was.</exception>
    public ReceivedMessage Receive(ReadOnlySpan<byte> mlsMessage, ICredentialValidator validator) =>
        Receive(mlsMessage, new ReceiveOptions { Validator = validator, OnlyAddsAndRemoves = true });

    /// <summary>
    /// The same for all of RFC 9420: proposals are kept for commits that refer to them, and those outside may propose and join.
    /// Application messages of earlier epochs are opened as far as <see cref="GroupRetention.PastEpochs"/> allows.
    /// </summary>
    /// <param name="mlsMessage">MLSMessage (PrivateMessage or PublicMessage).</param>
    /// <param name="options">The judge of credentials, and the keys that a commit may name.</param>
    /// <exception cref="MlsException">The message breaks a rule; the group is what it was.</exception>
    public ReceivedMessage Receive(ReadOnlySpan<byte> mlsMessage, ReceiveOptions options) => MlsMessage.Decode(mlsMessage).Body switch
    {
        PrivateMessage message when PastEpochOf(message) is { } past => ReceiveLate(message, past),
        PrivateMessage message => ReceivePrivate(message, options),
        PublicMessage message => ReceivePublic(message, options),
        _ => throw new MlsException(MlsError.WireFormatUnexpected),
    };

    /// <summary>Reads what a message shows without keys; nothing of it is verified.</summary>
    /// <param name="mlsMessage">MLSMessage (PrivateMessage or PublicMessage).</param>
    /// <exception cref="MlsException">The bytes are not such a message.</exception>
    public static MessageHeader PeekHeader(ReadOnlySpan<byte> mlsMessage) => MlsMessage.Decode(mlsMessage).Body switch
    {
        PrivateMessage message => new MessageHeader(
            WireFormat.PrivateMessage, message.GroupId, message.Epoch, message.ContentType, message.AuthenticatedData),
        PublicMessage { Content: var content } => new MessageHeader(
            WireFormat.PublicMessage, content.GroupId, content.Epoch, content.Content.Type, content.AuthenticatedData),
        _ => throw new MlsException(MlsError.WireFormatUnexpected),
    };

    /// <summary>Decrypts only who sent a PrivateMessage of this epoch and with which generation; any member could have written that.</summary>
    /// <param name="privateMessage">MLSMessage (PrivateMessage).</param>
    /// <exception cref="MlsException">The message is not of this group and epoch, or was changed.</exception>
    public MessageSender PeekSender(ReadOnlySpan<byte> privateMessage)
    {
        var message = MlsMessage.Decode<PrivateMessage>(privateMessage);
        ReceiveRules.RequireCurrent(_state, message.GroupId, message.Epoch);
        var data = MessageProtection.OpenSenderData(Suite, message, _state.Secrets.SenderDataSecret);
        return new MessageSender(data.Leaf, data.Generation);
    }

    private PastEpoch? PastEpochOf(PrivateMessage message) =>
        message.ContentType == ContentType.Application && message.GroupId.Span.SequenceEqual(GroupId.Span)
            ? _state.History.Epoch(message.Epoch)
            : null;

    private ApplicationReceived ReceiveLate(PrivateMessage message, PastEpoch past)
    {
        var data = MessageProtection.OpenSenderData(Suite, message, past.SenderDataSecret);
        if (data.Leaf == past.Own)
        {
            throw new MlsException(MlsError.OwnMessage);
        }

        var sender = ReceiveRules.RequireMember(past.Tree, data.Leaf);
        using var key = past.Ratchets.Prepare(data.Leaf, RatchetKind.Application, data.Generation);
        var signed = MessageProtection.Open(Suite, message, data, key.Key).Verify(Suite, past.Context, sender.SignatureKey.Span);
        past.Ratchets.Take(key);
        return ApplicationOf(signed, data.Generation);
    }

    private ReceivedMessage ReceivePrivate(PrivateMessage message, ReceiveOptions options)
    {
        ReceiveRules.RequireCurrent(_state, message.GroupId, message.Epoch);
        var data = MessageProtection.OpenSenderData(Suite, message, _state.Secrets.SenderDataSecret);
        if (data.Leaf == _state.Own)
        {
            throw new MlsException(IsByCopy(message, data) ? MlsError.WrittenByCopy : MlsError.OwnMessage);
        }

        var sender = ReceiveRules.RequireMember(_state.Tree, data.Leaf);
        using var key = _state.Ratchets.Prepare(data.Leaf, MessageProtection.KindOf(message.ContentType), data.Generation);
        var unverified = MessageProtection.Open(Suite, message, data, key.Key);
        var signed = unverified.Verify(Suite, _state.Context, sender.SignatureKey.Span);
        var received = Conclude(signed, options, data.Generation);
        if (received is not CommitReceived)
        {
            _state.Ratchets.Take(key);
        }

        return received;
    }

    /// <summary>Whether the own signature key made it with a message key that this state has not spent. Any member can forge the sender data.</summary>
    private bool IsByCopy(PrivateMessage message, SenderData data)
    {
        try
        {
            using var key = _state.Ratchets.Prepare(data.Leaf, MessageProtection.KindOf(message.ContentType), data.Generation);
            var own = _state.Tree.Leaf(_state.Own)!.SignatureKey;
            MessageProtection.Open(Suite, message, data, key.Key).Verify(Suite, _state.Context, own.Span).Content.Content.Erase();
            return true;
        }
        catch (MlsException)
        {
            return false;
        }
    }

    private ReceivedMessage ReceivePublic(PublicMessage message, ReceiveOptions options)
    {
        ReceiveRules.RequireCurrent(_state, message.Content.GroupId, message.Content.Epoch);
        ReceiveRules.RequireContent(message.Content);
        ReceiveRules.RequireHeard(message.Content.Sender, options);
        var unverified = message.Unprotect(Suite, _state.Secrets.MembershipKey, _state.Context);
        var key = ReceiveRules.RequireSignatureKey(_state, message.Content);
        var signed = unverified.Verify(Suite, _state.Context, key.Span);
        ReceiveRules.RequireOther(_state, unverified.Sender);
        return Conclude(signed, options, 0);
    }

    private ReceivedMessage Conclude(AuthenticatedContent signed, ReceiveOptions options, uint generation) => signed.Content.Content switch
    {
        MessageContent.ApplicationData => ApplicationOf(signed, generation),
        MessageContent.OfProposal proposal => ProposalOf(signed, proposal.Proposal, options),
        MessageContent.OfCommit commit => CommitOf(signed, CommitProcessor.Process(_state, signed, commit.Commit, options)),
        _ => throw new UnreachableException("the union of contents is closed"),
    };

    private static ApplicationReceived ApplicationOf(AuthenticatedContent signed, uint generation) => new(
        signed.Content.Sender.Leaf, signed.Content.AuthenticatedData, ((MessageContent.ApplicationData)signed.Content.Content).Data)
    {
        Epoch = signed.Content.Epoch,
        Generation = generation,
    };

    private ProposalReceived ProposalOf(AuthenticatedContent signed, Proposal proposal, ReceiveOptions options)
    {
        var sender = signed.Content.Sender;
        var reference = ProposalRef.Compute(Suite, signed);
        if (!options.OnlyAddsAndRemoves)
        {
            ProposalRules.RequireValid(_state, new AttributedProposal(proposal, sender), _state.Context.Extensions, options);
            _state.Proposals.Add(new CachedProposal(reference, proposal, sender));
        }

        return new ProposalReceived(sender.Type == SenderType.Member ? sender.Leaf : default, signed.Content.AuthenticatedData, proposal.Type)
        {
            SenderType = sender.Type,
            Proposal = proposal,
            Reference = reference,
        };
    }

    private static CommitReceived CommitOf(AuthenticatedContent signed, StagedCommit staged) => new(
        staged.IsExternal ? staged.Adds[^1].Index : signed.Content.Sender.Leaf, signed.Content.AuthenticatedData, staged)
    {
        SenderType = signed.Content.Sender.Type,
    };
}
