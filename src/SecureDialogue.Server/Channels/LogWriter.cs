using System.Security.Cryptography;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Appends to a channel's log: the next sequence, the next link of the chain, and a push to those who may read it.</summary>
internal sealed class LogWriter(ChannelSubscriptions subscriptions, Calendar calendar)
{
    /// <summary>
    /// Answers a message that is stored already. If the first answer was lost with the store's connection, nobody was told either:
    /// whoever lacks the item reads it.
    /// </summary>
    public StoredReply Again(WriteBatch batch, ChannelId channel, long first)
    {
        batch.AfterCommit(() => subscriptions.Remind(channel, first));
        return new StoredReply(RelayCode.Ok, first);
    }

    /// <summary>Appends an item of the channel's current epoch.</summary>
    /// <param name="batch">The transaction.</param>
    /// <param name="channel">The channel as it stands, and its id.</param>
    /// <param name="item">What is appended; its sequence and hash are set here.</param>
    /// <returns>The channel as it stands then; the caller may change its epoch and stores it.</returns>
    public ChannelRow Append(WriteBatch batch, (ChannelId Id, ChannelRow Row, byte[] Key) channel, (MessageId Message, ItemKind Kind, ReadOnlyMemory<byte> Bytes) item)
    {
        var row = channel.Row;
        var hash = SHA256.HashData(item.Bytes.Span);
        var logged = new LogItem(row.Head + 1, item.Message, item.Kind, (ulong)row.Epoch, hash, item.Bytes, false);
        ChannelLogs.Of(batch).Append(row.Number, logged, calendar.Today);
        StoredItems.Of(batch, subscriptions).Add(channel.Id, channel.Key, logged);
        return row with
        {
            Head = logged.Sequence,
            Digest = LogChain.Next(row.Digest, logged.Sequence, logged.Kind, logged.Epoch, hash),
            Lasting = item.Kind is ItemKind.Lasting or ItemKind.Steward ? logged.Sequence : row.Lasting,
        };
    }
}
