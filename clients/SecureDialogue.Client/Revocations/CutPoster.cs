using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Revocations;

/// <summary>
/// Whoever knows that somebody was cut off posts it in each channel where that one stands, before anything else (design: one verdict).
/// Its removal is due from that place of the log on, and whoever is online commits it.
/// </summary>
internal sealed class CutPoster(DeviceSession session, OpenChannel channel)
{
    /// <summary>Puts into the outbox what this channel's log does not hold yet.</summary>
    internal void EnqueueMissing()
    {
        var waiting = channel.Outbox.Values.Select(entry => IdOf(entry.Content)).ToHashSet();
        foreach (var (id, body, holds) in new KnownCuts(session).MissingIn(channel.Facts, session.OwnKey))
        {
            if (!holds)
            {
                session.Notices.Add($"{new ChannelShelf(session).TitleOf(channel.State)}: {CutWords.NotHere}");
            }
            else if (waiting.Add(id))
            {
                channel.Enqueue(body, session.Time.GetUtcNow());
                channel.Save();
            }
        }
    }

    /// <summary>Whether content cuts somebody off: nothing else is posted before its target is out.</summary>
    internal static bool IsCut(ContentBody content) => IdOf(content) is not null;

    private static ObjectHash? IdOf(ContentBody content) => content switch
    {
        RevocationContent revocation => revocation.Revocation.Id,
        RemovalOrderContent order => order.Order.Id,
        _ => null,
    };
}
