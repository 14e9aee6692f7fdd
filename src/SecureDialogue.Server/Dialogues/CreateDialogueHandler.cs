using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Dialogues;

/// <summary>Spends the Begin token on a dialogue.</summary>
internal sealed class CreateDialogueHandler(MailboxesDatabase mailboxes) : IHandler<CreateDialogueRequest, Done>
{
    public async Task<Done> HandleAsync(CreateDialogueRequest request, ConnectionState connection, CancellationToken cancellation) =>
        Ed25519.Verify(request.ManagementKey.Span, DialogueProof.Bytes(connection.Context, request), request.Signature.Span)
            ? new Done(await mailboxes.Store.WriteAsync(WriteKey.None, batch => Create(batch.Rows, request), cancellation))
            : Done.Refused(RelayCode.BadSignature);

    private static RelayCode Create(IRows rows, CreateDialogueRequest request)
    {
        // First, so that two nodes do this one after the other.
        var hash = rows.First(
            "SELECT begin_hash FROM installation WHERE begin_state < 2 AND begin_hash IS NOT NULL" + rows.Hold, row => row.GetFieldValue<byte[]>(0));
        if (DialogueRow.Find(rows, request.Dialogue) is { } standing)
        {
            return standing.ManagementKey.IsSame(request.ManagementKey) ? RelayCode.Ok : RelayCode.AlreadyExists;
        }

        if (hash is null || !hash.IsHashOf(request.Pass.Span))
        {
            return RelayCode.PassSpent;
        }

        _ = rows.Execute("UPDATE installation SET begin_hash = NULL, begin_state = 2");
        DialogueRow.Insert(rows, request);
        return RelayCode.Ok;
    }
}
