using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// What may be said outside of single messages. An author may ask for more closeness than the channel's regime when writing; only the
/// author's own clearance, later, goes the other way (C3).
/// </summary>
internal static class Regimes
{
    /// <summary>Keeps what the author asked for; words are cleared by a clearance alone.</summary>
    internal static void Asked(OpenChannel channel, byte[] message, Regime? asked)
    {
        if (asked is { } regime and < Regime.Cleared)
        {
            channel.SaveBeside(writer => Put(writer, channel, message, regime));
        }
    }

    /// <summary>Takes an author's clearance of own words; false when they are another person's. Of words that are not kept here it says nothing.</summary>
    internal static bool Clear(OpenChannel channel, DeviceCredential author, Clearance clearance)
    {
        var message = clearance.Message.Value.ToArray();
        if (channel.ShownLine(message) is not { Kind: "text" } line)
        {
            return true;
        }

        var isOwn = OwnAdmissions(channel, author).Contains(new ObjectHash(new Opaque(line.Author)));
        if (isOwn)
        {
            channel.SaveBeside(writer => Put(writer, channel, message, Regime.Cleared));
        }

        return isOwn;
    }

    /// <summary>What holds for a line whose author said so; null where the channel's regime does.</summary>
    internal static Regime? Of(DeviceSession session, ChannelState state, LogLine line)
    {
        if (line.Message.Length == 0 || session.Store.Get(Bucket.Regimes(state.Channel), line.Message) is not { } stored)
        {
            return null;
        }

        var said = (Regime)LocalRecord.Decode<int>(stored);
        var rule = new ChannelShelf(session).PolicyOf(state)?.Regime ?? said;
        return said == Regime.Cleared || said < rule ? said : rule;
    }

    /// <summary>A person's devices in the roster, and the earlier ones that a further device was admitted by.</summary>
    internal static HashSet<ObjectHash> OwnAdmissions(OpenChannel channel, DeviceCredential author)
    {
        var own = channel.Roster.Where(member => member.Credential.Person == author.Person).Select(member => member.Credential.Admission.Id).ToHashSet();
        for (var admission = author.Admission; admission is not null; admission = admission.Body.Earlier)
        {
            own.Add(admission.Id);
        }

        return own;
    }

    private static void Put(StoreWriter writer, OpenChannel channel, byte[] message, Regime regime) =>
        LocalRecord.Put(writer, Bucket.Regimes(channel.Id), message, (int)regime);
}
