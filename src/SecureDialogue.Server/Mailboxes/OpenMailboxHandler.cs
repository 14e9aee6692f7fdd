using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Opens the connection's mailbox. A mailbox that is not there and one that the key does not open get the same answer.</summary>
internal sealed class OpenMailboxHandler(MailboxesDatabase mailboxes, OpenMailboxes open) : IHandler<OpenMailboxRequest, OpenMailboxReply>
{
    public async Task<OpenMailboxReply> HandleAsync(OpenMailboxRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var mailbox = await mailboxes.Store.ReadAsync(rows => MailboxRow.Find(rows, request.Mailbox), cancellation);
        if (mailbox is null || !Ed25519.Verify(mailbox.OwnerKey, MailboxProof.Open(connection.Context, request), request.Signature.Span))
        {
            return OpenMailboxReply.Refused(RelayCode.NotFound);
        }

        if (!connection.TryServe(new OpenedMailbox(request.Mailbox, mailbox.Number, mailbox.OwnerKey)))
        {
            return OpenMailboxReply.Refused(RelayCode.WrongOrder);
        }

        // Subscribe, then count: what is stored in between is counted or announced.
        await open.AddAsync(request.Mailbox, connection);
        return await mailboxes.Store.ReadAsync(
            rows => new OpenMailboxReply(
                RelayCode.Ok, (int)(MailboxRow.Find(rows, request.Mailbox)?.Letters ?? 0), (int)PackageRow.CountUnused(rows, mailbox.Number)),
            cancellation);
    }
}
