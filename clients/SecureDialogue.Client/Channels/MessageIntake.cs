using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>Takes talk and lasting items: the own ones from the outbox, the others through MLS, then the rules of their content.</summary>
internal sealed class MessageIntake(DeviceSession session, OpenChannel channel)
{
    private readonly ContentIntake _content = new(session, channel);

    /// <summary>Takes the item; null when the log may go on, else what is wrong with the history.</summary>
    internal string? Process(LogItem item)
    {
        if (channel.FindInOutbox(item.Message.ToBytes()) is { } own && IsSame(own.Entry, item))
        {
            return TakeOwn(item, own.Number, own.Entry);
        }

        try
        {
            var received = (ApplicationReceived)channel.Group.Receive(item.Bytes.Span, new DeviceCredentialValidator(channel.Charters));
            channel.TouchGroup();
            return Take(item, received);
        }
        catch (MlsException refused) when (refused.Error == MlsError.WrittenByCopy)
        {
            throw OldCopy.Exception();
        }
        catch (MlsException)
        {
            // Own items that the relay shows again and what others forged in this device's name come here too: neither proves a copy.
            Notices.Unreadable(channel, item, "a message could not be read and was left out");
            return null;
        }
    }

    private static bool IsSame(OutboxEntry entry, LogItem item) =>
        entry.Sealed is { } bytes && SHA256.HashData(bytes).AsSpan().SequenceEqual(item.Hash.Span);

    private string? TakeOwn(LogItem item, long number, OutboxEntry entry)
    {
        if (item.Kind != entry.ItemKind)
        {
            return "an own message came back as one of another kind";
        }

        channel.Delivered(number);
        var author = channel.Facts.Find(channel.Group.OwnLeaf.Value)!.Credential;
        _content.Apply(item, author, entry.Content, entry.SentAt);
        return null;
    }

    private string? Take(LogItem item, ApplicationReceived received)
    {
        ContentMessage message;
        try
        {
            message = ContentMessage.FromApplicationData(received.Data.Span);
        }
        catch (MalformedObjectException)
        {
            Notices.Unreadable(channel, item, "a message was not what the protocol says and was left out");
            return null;
        }

        var author = channel.Facts.Find(received.Sender.Value)!.Credential;
        var kind = message.Body.IsLasting ? ItemKind.Lasting : ItemKind.Talk;
        var isNew = message.Body is not UnknownContent;
        if (message.Id.Value.ToArray().AsSpan().SequenceEqual(item.Message.ToBytes()) && (kind == item.Kind || !isNew))
        {
            var problem = Confirm(message.Seen, item);
            _content.Apply(item, author, message.Body, (long)message.SentAt);
            return problem;
        }

        Notices.Unreadable(channel, item, "a message was not the one the relay announced and was left out");
        return null;
    }

    /// <summary>The sender's last contiguous place in the log must be on our chain; the first that is after we came in confirms our own first d.</summary>
    private string? Confirm(LogPosition seen, LogItem item)
    {
        if (seen.Number >= (ulong)item.Sequence)
        {
            return "a member has seen more of the log than there is";
        }

        if (seen.Number < (ulong)channel.State.JoinedAt || channel.DigestAt((long)seen.Number) is not { } known)
        {
            return null;
        }

        if (!known.AsSpan().SequenceEqual(seen.Digest.Span))
        {
            return "a member read another history than this device";
        }

        channel.State = channel.State with { Confirmed = true };
        return null;
    }
}
