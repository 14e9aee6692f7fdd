using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Adds or replaces key packages. A package that the mailbox has had already is passed over, so that a retry adds nothing.</summary>
internal sealed class PutPackagesHandler(MailboxesDatabase mailboxes, Calendar calendar) : IHandler<PutPackagesRequest, Done>
{
    public async Task<Done> HandleAsync(PutPackagesRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        if (connection.Mailbox is not { } mailbox || mailbox.Id != request.Mailbox)
        {
            return Done.Refused(RelayCode.WrongOrder);
        }

        return Ed25519.Verify(mailbox.OwnerKey, PackagesProof.Bytes(connection.Context, request), request.Signature.Span)
            ? new Done(await mailboxes.Store.WriteAsync(WriteKey.Of(request.Mailbox), batch => Put(batch.Rows, mailbox.Number, request), cancellation))
            : Done.Refused(RelayCode.BadSignature);
    }

    private RelayCode Put(IRows rows, long mailbox, PutPackagesRequest request)
    {
        if (!MailboxRow.TryHold(rows, mailbox))
        {
            return RelayCode.NotFound;
        }

        var fresh = request.Packages.Where(package => !PackageRow.Knows(rows, mailbox, package)).ToList();
        if (fresh.Count == 0)
        {
            return RelayCode.Ok;
        }

        var standing = request.Replace ? 0 : PackageRow.CountUnused(rows, mailbox);
        if (standing + fresh.Count > Limits.Packages)
        {
            return RelayCode.TooLarge;
        }

        if (request.Replace)
        {
            PackageRow.EmptyAll(rows, mailbox);
        }
        else
        {
            PackageRow.EmptyHanded(rows, mailbox);
        }

        fresh.ForEach(package => PackageRow.Insert(rows, mailbox, package, calendar.Today));
        return RelayCode.Ok;
    }
}
