using System.Diagnostics;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>
    /// Opens and checks a message of this epoch:
    /// <code>bytes -> MlsMessage -> UnverifiedContent -> AuthenticatedContent -> ReceivedMessage</code>
    /// An application message or a proposal spends its key when everything about it has proved genuine. A commit changes nothing
    /// here: it can be received again until it is merged.
    /// </summary>
    /// <param name="mlsMessage">MLSMessage (PrivateMessage or PublicMessage).</param>
    /// <param name="validator">Asked for leaves that a commit adds or changes.</param>
    /// <exception cref="MlsException">The message breaks a rule; the group is what it was.</exception>
    public ReceivedMessage Receive(ReadOnlySpan<byte> mlsMessage, ICredentialValidator validator) => MlsMessage.Decode(mlsMessage).Body switch
    {
        PrivateMessage message => ReceivePrivate(message, validator),
        PublicMessage message => ReceivePublic(message, validator),
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

    private ReceivedMessage ReceivePrivate(PrivateMessage message, ICredentialValidator validator)
    {
        ReceiveRules.RequireCurrent(_state, message.GroupId, message.Epoch);
        var data = MessageProtection.OpenSenderData(Suite, message, _state.Secrets.SenderDataSecret);
        if (data.Leaf == _state.Own)
        {
            throw new MlsException(IsByCopy(message, data) ? MlsError.WrittenByCopy : MlsError.OwnMessage);
        }

        var sender = ReceiveRules.RequireMember(_state, data.Leaf);
        using var key = _state.Ratchets.Prepare(data.Leaf, MessageProtection.KindOf(message.ContentType), data.Generation);
        var unverified = MessageProtection.Open(Suite, message, data, key.Key);
        var signed = unverified.Verify(Suite, _state.Context, sender.SignatureKey.Span);
        var received = Conclude(signed, validator, data.Generation);
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
            _ = MessageProtection.Open(Suite, message, data, key.Key).Verify(Suite, _state.Context, own.Span);
            return true;
        }
        catch (MlsException)
        {
            return false;
        }
    }

    private ReceivedMessage ReceivePublic(PublicMessage message, ICredentialValidator validator)
    {
        ReceiveRules.RequireCurrent(_state, message.Content.GroupId, message.Content.Epoch);
        var unverified = message.Unprotect(Suite, _state.Secrets.MembershipKey, _state.Context);
        var sender = ReceiveRules.RequireMember(_state, unverified.Sender.Leaf);
        var signed = unverified.Verify(Suite, _state.Context, sender.SignatureKey.Span);
        ReceiveRules.RequireOther(_state, unverified.Sender.Leaf);
        return Conclude(signed, validator, 0);
    }

    private ReceivedMessage Conclude(AuthenticatedContent signed, ICredentialValidator validator, uint generation)
    {
        LeafIndex sender = signed.Content.Sender.Leaf;
        var authenticatedData = signed.Content.AuthenticatedData;
        return signed.Content.Content switch
        {
            MessageContent.ApplicationData application => new ApplicationReceived(sender, authenticatedData, application.Data)
            {
                Epoch = Epoch,
                Generation = generation,
            },
            MessageContent.OfProposal proposal => new ProposalReceived(sender, authenticatedData, proposal.Proposal.Type),
            MessageContent.OfCommit commit => new CommitReceived(
                sender, authenticatedData, CommitProcessor.Process(_state, signed, commit.Commit, validator)),
            _ => throw new UnreachableException("the union of contents is closed"),
        };
    }
}
