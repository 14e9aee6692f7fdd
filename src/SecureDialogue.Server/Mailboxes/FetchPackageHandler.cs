using Microsoft.Extensions.Options;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>
/// Takes the oldest key package out of a mailbox; the last one stays. Whoever knows the drop token could take all: how often a
/// mailbox is asked, at whatever node and on however many connections, has a limit.
/// </summary>
internal sealed class FetchPackageHandler(MailboxesDatabase mailboxes, ISharedRate rate, NodeNames names, IOptions<RelayOptions> options)
    : IHandler<FetchPackageRequest, FetchPackageReply>
{
    public async Task<FetchPackageReply> HandleAsync(FetchPackageRequest request, ConnectionState connection, CancellationToken cancellation) =>
        await rate.TryTakeAsync(names.Of(request.Mailbox), options.Value.FetchesPerMinute)
            ? await mailboxes.Store.WriteAsync(WriteKey.Of(request.Mailbox), batch => Fetch(batch.Rows, request), cancellation)
            : FetchPackageReply.Refused(RelayCode.TooMany);

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
