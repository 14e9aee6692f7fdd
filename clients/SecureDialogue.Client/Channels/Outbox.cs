using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// First in, first out, per channel: what is written here is kept, sealed at the head of the log, and posted in order with up to 16
/// unanswered on one connection. Sealed bytes are persisted with the MLS state that made them before they are sent, and sent
/// unchanged until answered; only a later epoch of the log as this device read it lets them be sealed again, under the same id.
/// </summary>
internal sealed class Outbox(DeviceSession session, OpenChannel channel)
{
    private const int LeastPadded = 0;

    /// <summary>Sequences of what the relay acknowledged during this flush, by message id in hexadecimal.</summary>
    internal Dictionary<string, long> Acknowledged { get; } = [];

    /// <summary>Whether the relay said that stewards keep the channel from taking posts.</summary>
    internal bool IsRestricted { get; private set; }

    /// <summary>Keeps something to be posted.</summary>
    /// <returns>The message id, 16 bytes.</returns>
    internal static byte[] Add(StoreWriter writer, DeviceSession session, ChannelId channel, ContentBody body)
    {
        var entry = OutboxEntry.Draw(body, session.Time.GetUtcNow());
        var bucket = Bucket.Outbox(channel);
        LocalRecord.Put(writer, bucket, (session.Store.LastOrdinal(bucket) ?? 0) + 1, entry);
        return entry.Message;
    }

    /// <summary>Posts the first of what waits; the channel was read to its head just before, and is read again before the next.</summary>
    internal async Task FlushAsync(CancellationToken cancellation)
    {
        var waiting = channel.Outbox.Keys.Where(number => !Acknowledged.ContainsKey(NameOf(number))).Order().ToArray();

        // Who is cut off goes first: what else waits here is posted when that one is out.
        var cuts = waiting.Where(number => CutPoster.IsCut(channel.Outbox[number].Content)).ToArray();
        long[] batch = [.. (cuts.Length > 0 ? cuts : waiting).Take(Limits.PostsInFlight)];
        if (batch.Length > 0)
        {
            Unseal(batch);
            Seal(batch);
            await PostAsync(batch, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What an epoch that is over sealed is sealed again. The log was read beyond that epoch, so it does not hold the old bytes and
    /// nobody takes them any more; the relay's word alone would let it keep them and show the words twice.
    /// </summary>
    private void Unseal(IEnumerable<long> numbers)
    {
        foreach (var number in numbers.Where(number => channel.Outbox[number] is { Sealed: not null } entry && entry.Epoch != channel.Group.Epoch))
        {
            channel.Change(number, channel.Outbox[number] with { Sealed = null });
        }
    }

    private void Seal(IEnumerable<long> numbers)
    {
        var count = 0;
        foreach (var number in numbers.Where(number => channel.Outbox[number].Sealed is null))
        {
            var entry = channel.Outbox[number];
            var seen = new LogPosition((ulong)channel.State.Sequence, new Opaque(channel.State.Digest));
            var message = new ContentMessage(new Content.MessageId(new Opaque(entry.Message)), (ulong)entry.SentAt, seen, entry.Content);
            channel.Change(number, entry with
            {
                Sealed = channel.Group.Protect(message.ToApplicationData(), [], LeastPadded),
                Epoch = channel.Group.Epoch,
            });
            count++;
        }

        if (count > 0)
        {
            channel.TouchGroup();
            Faults.Pass(FaultPoint.BeforeSealPersist);
            channel.Save();
            Faults.Pass(FaultPoint.AfterSealPersist);
        }
    }

    private async Task PostAsync(long[] numbers, CancellationToken cancellation)
    {
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        if (session.Relay.Proven(channel.Id) != channel.Group.Epoch)
        {
            return;
        }

        var posts = numbers.Select(number => Post(connection, channel.Outbox[number])).ToArray();
        Faults.Pass(FaultPoint.AfterFirstPost);
        var good = true;
        for (var i = 0; i < posts.Length; i++)
        {
            var reply = await posts[i].ConfigureAwait(false);
            good &= reply.Code == RelayCode.Ok;
            if (good)
            {
                Acknowledged[NameOf(numbers[i])] = reply.Sequence;
            }
            else
            {
                Refused(reply.Code);
            }
        }

        Faults.Pass(FaultPoint.AfterPostsAnswered);
    }

    private Task<StoredReply> Post(RelayConnection connection, OutboxEntry entry) => connection.Post(new PostRequest(
        channel.Id,
        entry.Epoch,
        OpaqueId.Read<Wire.MessageId>(entry.Message),
        entry.ItemKind,
        entry.Sealed));

    /// <summary>Numbers begin again when the outbox was empty; only the message id tells one entry from another.</summary>
    private string NameOf(long number) => Convert.ToHexStringLower(channel.Outbox[number].Message);

    private void Refused(RelayCode code)
    {
        switch (code)
        {
            case RelayCode.Ok:
                // Stored after an earlier one was refused; it comes back in the log.
                break;
            case RelayCode.StaleEpoch or RelayCode.NotProven:
                session.Relay.Remember(channel.Id, null);
                break;
            case RelayCode.Restricted:
                // Nothing is lost: it stays here, sealed as it is, until the channel takes it.
                IsRestricted = true;
                break;
            default:
                throw new RelayRefusedException(code);
        }
    }
}
