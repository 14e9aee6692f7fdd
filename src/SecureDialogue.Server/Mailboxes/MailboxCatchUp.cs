using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Tells the owners of open mailboxes of letters that another node stored and this one did not hear of.</summary>
internal sealed class MailboxCatchUp(MailboxesDatabase mailboxes, OpenMailboxes open) : ICatchUp
{
    public async Task CatchUpAsync(bool everywhere, CancellationToken cancellation)
    {
        foreach (var watched in everywhere ? open.Mailboxes : [])
        {
            // The counter moves with letters and packages: one word too many does no harm.
            var counter = await mailboxes.Store.ReadAsync(
                rows => rows.Number("SELECT counter FROM mailbox WHERE id = $1 AND letters > 0", watched.Id.ToBytes()), cancellation);
            if (counter > watched.Counter && counter > 0)
            {
                open.AnnounceHere(watched.Id);
            }

            watched.Counter = Math.Max(watched.Counter, counter);
        }
    }
}
