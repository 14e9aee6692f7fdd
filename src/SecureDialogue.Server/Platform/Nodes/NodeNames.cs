using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>
/// Names under which nodes speak of a mailbox or a channel: made with a key that each of the two databases has of its own, so that
/// whoever reads Redis finds no id, and whoever has the names of both finds nothing in common.
/// </summary>
internal sealed class NodeNames(byte[] mailboxKey, byte[] channelKey)
{
    private const int HandleBytes = 16;

    /// <summary>The names that all nodes on these databases use.</summary>
    public static async Task<NodeNames> LoadAsync(MailboxesDatabase mailboxes, ChannelsDatabase channels, CancellationToken cancellation) =>
        new(await KeyAsync(mailboxes.Store, cancellation), await KeyAsync(channels.Store, cancellation));

    /// <summary>The names of a node that has no others.</summary>
    public static NodeNames Draw() => new(RandomNumberGenerator.GetBytes(Limits.KeyBytes), RandomNumberGenerator.GetBytes(Limits.KeyBytes));

    public string Of(MailboxId mailbox) => $"m:{Handle(mailboxKey, mailbox.ToBytes())}";

    public string Of(ChannelId channel) => $"c:{Handle(channelKey, channel.ToBytes())}";

    /// <summary>Of one epoch of a channel: another than the channel's, and than the next epoch's.</summary>
    public string Of(ChannelId channel, ulong epoch)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(number, epoch);
        return $"p:{Handle(channelKey, [.. channel.ToBytes(), .. number])}";
    }

    private static string Handle(byte[] key, byte[] id) => Convert.ToHexStringLower(HMACSHA256.HashData(key, id).AsSpan(0, HandleBytes));

    private static Task<byte[]> KeyAsync(IDatabase database, CancellationToken cancellation) =>
        database.ReadAsync(rows => rows.First("SELECT key FROM node_key", row => row.GetFieldValue<byte[]>(0))!, cancellation);
}
