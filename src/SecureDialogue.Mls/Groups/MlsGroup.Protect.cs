using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Secrets;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>Seals application data (RFC 9420 §6.3). Spends a key of the own ratchet: save the group before the bytes leave.</summary>
    /// <param name="applicationData">Any bytes.</param>
    /// <param name="authenticatedData">Signed with them and readable without keys.</param>
    /// <param name="paddedBytes">All data up to this size gives messages of one size; 0 for none.</param>
    /// <returns>MLSMessage (PrivateMessage).</returns>
    public byte[] Protect(ReadOnlySpan<byte> applicationData, ReadOnlySpan<byte> authenticatedData, int paddedBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(paddedBytes);
        RequireGoingOn();
        var content = new FramedContent
        {
            GroupId = _state.Context.GroupId,
            Epoch = _state.Context.Epoch,
            Sender = Sender.Member(_state.Own),
            AuthenticatedData = authenticatedData.ToArray(),
            Content = new MessageContent.ApplicationData(applicationData.ToArray()),
        };
        var signed = AuthenticatedContent.Sign(WireFormat.PrivateMessage, content, _state.Context, _state.SignatureKey);
        var generation = _state.Ratchets.NextGeneration(_state.Own, RatchetKind.Application);
        using var key = _state.Ratchets.Prepare(_state.Own, RatchetKind.Application, generation);
        var message = MessageProtection.Seal(Suite, signed, key, _state.Secrets.SenderDataSecret, paddedBytes);
        _state.Ratchets.Take(key);
        return TlsEncoding.Encode(MlsMessage.Of(message));
    }
}
