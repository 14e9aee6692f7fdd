using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Spends a pass on a mailbox, in one transaction.</summary>
internal sealed class CreateMailboxHandler(MailboxesDatabase mailboxes) : IHandler<CreateMailboxRequest, Done>
{
    public async Task<Done> HandleAsync(CreateMailboxRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        if (!connection.MayServe(request.Mailbox))
        {
            return Done.Refused(RelayCode.WrongOrder);
        }

        return Ed25519.Verify(request.OwnerKey.Span, MailboxProof.Create(connection.Context, request), request.Signature.Span)
            ? new Done(await mailboxes.Store.WriteAsync(WriteKey.Of(request.Mailbox), batch => Create(batch.Rows, request), cancellation))
            : Done.Refused(RelayCode.BadSignature);
    }

    private static RelayCode Create(IRows rows, CreateMailboxRequest request)
    {
        if (Standing(rows, request) is { } code)
        {
            return code;
        }

        if (rows.Execute("DELETE FROM mailbox_pass WHERE hash = $1", SHA256.HashData(request.Pass.Span)) == 0)
        {
            // Another node may have spent it on this very mailbox a moment ago.
            return Standing(rows, request) ?? RelayCode.PassSpent;
        }

        MailboxRow.Insert(rows, request);
        return RelayCode.Ok;
    }

    private static RelayCode? Standing(IRows rows, CreateMailboxRequest request)
    {
        if (MailboxRow.Find(rows, request.Mailbox) is not { } standing)
        {
            return null;
        }

        return standing.OwnerKey.IsSame(request.OwnerKey) ? RelayCode.Ok : RelayCode.AlreadyExists;
    }
}
