using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Sqlite;
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
            ? new Done(await mailboxes.File.WriteAsync(batch => Create(batch.Rows, request), cancellation))
            : Done.Refused(RelayCode.BadSignature);
    }

    private static RelayCode Create(SqliteSession rows, CreateMailboxRequest request)
    {
        if (MailboxRow.Find(rows, request.Mailbox) is { } standing)
        {
            return standing.OwnerKey.IsSame(request.OwnerKey) ? RelayCode.Ok : RelayCode.AlreadyExists;
        }

        if (rows.Execute("DELETE FROM mailbox_pass WHERE hash = $1", SHA256.HashData(request.Pass.Span)) == 0)
        {
            return RelayCode.PassSpent;
        }

        MailboxRow.Insert(rows, request);
        return RelayCode.Ok;
    }
}
