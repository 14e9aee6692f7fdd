using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Stores a letter, once, however often it is dropped.</summary>
internal sealed class DropHandler(MailboxesDatabase mailboxes, OpenMailboxes open, Calendar calendar) : IHandler<DropRequest, Done>
{
    public async Task<Done> HandleAsync(DropRequest request, ConnectionState connection, CancellationToken cancellation) =>
        new(await mailboxes.Store.WriteAsync(WriteKey.Of(request.Mailbox), batch => Drop(batch, request), cancellation));

    private RelayCode Drop(WriteBatch batch, DropRequest request)
    {
        if (MailboxRow.Find(batch.Rows, request.Mailbox) is not { } mailbox || !mailbox.DropHash.IsHashOf(request.DropToken.Span))
        {
            return RelayCode.MailboxGone;
        }

        if (LetterRow.Knows(batch.Rows, mailbox.Number, request.Letter))
        {
            return RelayCode.Ok;
        }

        if (mailbox.Letters >= Limits.LettersWaiting || mailbox.LetterBytes + request.Bytes.Length > Limits.MailboxBytes)
        {
            return RelayCode.MailboxFull;
        }

        LetterRow.Insert(batch.Rows, mailbox.Number, request, calendar.Today);
        batch.AfterCommit(() => open.Announce(request.Mailbox));
        return RelayCode.Ok;
    }
}
