using System.Data.Common;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>A channel as the relay keeps it.</summary>
/// <param name="Number">Random; the upper half of its items' places.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Head">The last sequence.</param>
/// <param name="Digest">d(head).</param>
/// <param name="Lasting">The last lasting or steward sequence.</param>
/// <param name="TalkDays">Days that talk is kept.</param>
/// <param name="Restrictions">What stewards keep it from taking.</param>
internal sealed record ChannelRow(long Number, long Epoch, long Head, byte[] Digest, long Lasting, long TalkDays, Restrictions Restrictions)
{
    public const string Columns = "number, epoch, head, digest, lasting, talk_days, restrictions";
    public const int ColumnCount = 7;

    public static ChannelRow? Find(IRows rows, ChannelId id) => rows.First($"SELECT {Columns} FROM channel WHERE id = $1{rows.Hold}", Map, id.ToBytes());

    /// <summary>The heads of channels, at most <see cref="ManyIds.Count"/> at once; one that is not there is left out.</summary>
    public static Dictionary<ChannelId, long> Heads(IRows rows, IReadOnlyList<ChannelId> ids) => rows.All(
        $"SELECT id, head FROM channel WHERE id {ManyIds.Set}",
        row => (Id: OpaqueId.Read<ChannelId>(row.GetFieldValue<byte[]>(0)), Head: row.GetInt64(1)),
        ManyIds.Values([.. ids.Select(id => id.ToBytes())])).ToDictionary(row => row.Id, row => row.Head);

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static ChannelRow Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4), row.GetInt64(5), (Restrictions)row.GetInt64(6));

    /// <summary>Makes the channel and says its number.</summary>
    public static long Insert(IRows rows, CreateChannelRequest request)
    {
        long number;
        do
        {
            number = Place.DrawChannelNumber();
        }
        while (rows.Number("SELECT count(*) FROM channel WHERE number = $1", number) > 0);

        _ = rows.Execute(
            "INSERT INTO channel (number, id, epoch, head, digest, lasting, talk_days, close_mark) VALUES ($1, $2, 0, 0, $3, 0, $4, $5)",
            number, request.Channel.ToBytes(), LogChain.Start(request.Channel), request.TalkDays, request.CloseMark.ToArray());
        foreach (var key in request.StewardKeys)
        {
            _ = rows.Execute("INSERT INTO steward (channel, key) VALUES ($1, $2) ON CONFLICT DO NOTHING", number, key.ToArray());
        }

        return number;
    }

    /// <summary>Keeps other nodes from writing to the channel until the transaction ends.</summary>
    public static void Hold(IRows rows, long number) => rows.Number("SELECT number FROM channel WHERE number = $1" + rows.Hold, number);

    public bool HasSteward(IRows rows, ReadOnlyMemory<byte> key) =>
        rows.Number("SELECT count(*) FROM steward WHERE channel = $1 AND key = $2", Number, key.ToArray()) > 0;

    public long StewardCount(IRows rows) => rows.Number("SELECT count(*) FROM steward WHERE channel = $1", Number);

    public void AddSteward(IRows rows, ReadOnlyMemory<byte> key) =>
        rows.Execute("INSERT INTO steward (channel, key) VALUES ($1, $2)", Number, key.ToArray());

    public void Store(IRows rows) => rows.Execute(
        "UPDATE channel SET epoch = $2, head = $3, digest = $4, lasting = $5, talk_days = $6, restrictions = $7 WHERE number = $1",
        Number, Epoch, Head, Digest, Lasting, TalkDays, (long)Restrictions);
}
