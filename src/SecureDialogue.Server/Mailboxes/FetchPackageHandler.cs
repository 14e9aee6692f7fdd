using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Takes the oldest key package out of a mailbox; the last one stays.</summary>
internal sealed class FetchPackageHandler(MailboxesDatabase mailboxes) : IHandler<FetchPackageRequest, FetchPackageReply>
{
    public Task<FetchPackageReply> HandleAsync(FetchPackageRequest request, ConnectionState connection, CancellationToken cancellation) =>
        mailboxes.Store.WriteAsync(WriteKey.Of(request.Mailbox), batch => Fetch(batch.Rows, request), cancellation);

    private static FetchPackageReply Fetch(IRows rows, FetchPackageRequest request)
    {
        if (MailboxRow.Find(rows, request.Mailbox) is not { } mailbox || !mailbox.DropHash.IsHashOf(request.DropToken.Span))
        {
            return FetchPackageReply.Refused(RelayCode.MailboxGone);
        }

        var packages = PackageRow.FirstTwo(rows, mailbox.Number);
        if (packages.Count == 0)
        {
            return FetchPackageReply.Refused(RelayCode.NoPackage);
        }

        var isLast = packages.Count == 1;
        if (isLast)
        {
            PackageRow.MarkHanded(rows, packages[0].Place);
        }
        else
        {
            PackageRow.Empty(rows, packages[0].Place);
        }

        return new FetchPackageReply(RelayCode.Ok, packages[0].Bytes, isLast);
    }
}
