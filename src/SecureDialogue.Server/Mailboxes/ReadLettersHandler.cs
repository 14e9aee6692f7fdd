using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Hands out letters that this connection has not had yet.</summary>
internal sealed class ReadLettersHandler(MailboxesDatabase mailboxes) : IHandler<ReadLettersRequest, ReadLettersReply>
{
    public Task<ReadLettersReply> HandleAsync(ReadLettersRequest request, ConnectionState connection, CancellationToken cancellation) =>
        connection.Mailbox is { } mailbox && mailbox.Id == request.Mailbox
            ? mailboxes.Store.ReadAsync(rows => Read(rows, mailbox), cancellation)
            : Task.FromResult(ReadLettersReply.Refused(RelayCode.WrongOrder));

    private static ReadLettersReply Read(IRows rows, OpenedMailbox mailbox)
    {
        if (!MailboxRow.TryHold(rows, mailbox.Number))
        {
            return ReadLettersReply.Refused(RelayCode.NotFound);
        }

        var letters = new List<Letter>();
        var bytes = 0;
        var more = false;
        foreach (var (place, letter) in LetterRow.Page(rows, mailbox.Number, mailbox.ReadTo))
        {
            bytes += letter.Bytes.Length;
            more = letters.Count == Limits.BatchCount || (letters.Count > 0 && bytes > Limits.BatchBytes);
            if (more)
            {
                break;
            }

            letters.Add(letter);
            mailbox.ReadTo = place;
        }

        return new ReadLettersReply(RelayCode.Ok, letters, more);
    }
}
