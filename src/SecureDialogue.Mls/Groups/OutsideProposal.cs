using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Groups;

/// <summary>Proposals by those who are not in the group (RFC 9420 §12.1.8). All are PublicMessages.</summary>
public static class OutsideProposal
{
    /// <summary>A proposal by one of the group's external senders.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="senderIndex">The place in the group's <see cref="ExternalSenders"/>.</param>
    /// <param name="proposal">An Add, Remove, PreSharedKey, ReInit or GroupContextExtensions.</param>
    /// <param name="key">The sender's signature key; lent.</param>
    /// <returns>MLSMessage (PublicMessage).</returns>
    public static byte[] ByExternalSender(
        ReadOnlyMemory<byte> groupId, ulong epoch, int senderIndex, Proposal proposal, SignatureKeyPair key)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(senderIndex);
        return Encode(groupId, epoch, new Sender(SenderType.External, (uint)senderIndex), proposal, key);
    }

    /// <summary>The wish to be added.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="keyPackage">The package of the one who asks.</param>
    /// <param name="key">The signature key of its leaf; lent.</param>
    /// <returns>MLSMessage (PublicMessage).</returns>
    public static byte[] ToJoin(ReadOnlyMemory<byte> groupId, ulong epoch, KeyPackage keyPackage, SignatureKeyPair key) =>
        Encode(groupId, epoch, new Sender(SenderType.NewMemberProposal, 0), new Proposal.Add(keyPackage), key);

    // §6.1: what outsiders sign has no GroupContext in it, so that none need be known.
    private static byte[] Encode(ReadOnlyMemory<byte> groupId, ulong epoch, Sender sender, Proposal proposal, SignatureKeyPair key)
    {
        var content = new FramedContent
        {
            GroupId = groupId,
            Epoch = epoch,
            Sender = sender,
            AuthenticatedData = default,
            Content = new MessageContent.OfProposal(proposal),
        };
        var signed = AuthenticatedContent.Sign(WireFormat.PublicMessage, content, null, key);
        return TlsEncoding.Encode(MlsMessage.Of(PublicMessage.FromOutside(signed)));
    }
}
