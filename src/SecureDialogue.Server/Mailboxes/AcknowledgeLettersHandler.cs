using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Deletes letters that their owner has processed.</summary>
internal sealed class AcknowledgeLettersHandler(MailboxesDatabase mailboxes, Calendar calendar) : IHandler<AcknowledgeLettersRequest, Done>
{
    public async Task<Done> HandleAsync(AcknowledgeLettersRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        if (connection.Mailbox is not { } mailbox || mailbox.Id != request.Mailbox)
        {
            return Done.Refused(RelayCode.WrongOrder);
        }

        return await mailboxes.Store.WriteAsync(
            WriteKey.Of(request.Mailbox),
            batch =>
            {
                if (!MailboxRow.TryHold(batch.Rows, mailbox.Number))
                {
                    return Done.Refused(RelayCode.NotFound);
                }

                foreach (var letter in request.Letters)
                {
                    LetterRow.Acknowledge(batch.Rows, mailbox.Number, letter, calendar.Today);
                }

                return Done.Ok;
            },
            cancellation);
    }
}
