using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Tells the owners of open mailboxes of letters that another node stored and this one did not hear of.</summary>
internal sealed class MailboxCatchUp(MailboxesDatabase mailboxes, OpenMailboxes open) : ICatchUp
{
    public async Task CatchUpAsync(bool everywhere, CancellationToken cancellation)
    {
        foreach (var some in everywhere ? open.Mailboxes.Chunk(ManyIds.Count) : [])
        {
            var waiting = await mailboxes.Store.ReadAsync(rows => MailboxRow.Waiting(rows, [.. some.Select(watched => watched.Id)]), cancellation);
            foreach (var watched in some)
            {
                // The counter moves with letters and packages: one word too many does no harm.
                var counter = waiting.GetValueOrDefault(watched.Id);
                if (counter > watched.Counter && counter > 0)
                {
                    open.AnnounceHere(watched.Id);
                }

                watched.Counter = Math.Max(watched.Counter, counter);
            }
        }
    }
}
