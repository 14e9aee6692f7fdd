using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Hands out letters that this connection has not had yet.</summary>
internal sealed class ReadLettersHandler(MailboxesDatabase mailboxes) : IHandler<ReadLettersRequest, ReadLettersReply>
{
    public Task<ReadLettersReply> HandleAsync(ReadLettersRequest request, ConnectionState connection, CancellationToken cancellation) =>
        Task.FromResult(connection.Mailbox is { } mailbox && mailbox.Id == request.Mailbox
            ? mailboxes.File.Read(rows => Read(rows, mailbox))
            : ReadLettersReply.Refused(RelayCode.WrongOrder));

    private static ReadLettersReply Read(SqliteSession rows, OpenedMailbox mailbox)
    {
        var letters = new List<Letter>();
        var bytes = 0;
        var more = false;
        LetterRow.Each(rows, mailbox.Number, mailbox.ReadTo, row =>
        {
            var letter = new Letter(OpaqueId.Read<LetterId>(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2));
            bytes += letter.Bytes.Length;
            more = letters.Count == Limits.BatchCount || (letters.Count > 0 && bytes > Limits.BatchBytes);
            if (!more)
            {
                letters.Add(letter);
                mailbox.ReadTo = row.GetInt64(0);
            }

            return !more;
        });
        return new ReadLettersReply(RelayCode.Ok, letters, more);
    }
}
