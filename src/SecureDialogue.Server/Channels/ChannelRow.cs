using SecureDialogue.Server.Platform.Sqlite;
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
    public static ChannelRow? Find(SqliteSession rows, ChannelId id) => rows.First(
        "SELECT number, epoch, head, digest, lasting, talk_days, restrictions FROM channel WHERE id = $1",
        row => new ChannelRow(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4), row.GetInt64(5), (Restrictions)row.GetInt32(6)),
        id.ToBytes());

    /// <summary>Makes the channel and says its number.</summary>
    public static long Insert(SqliteSession rows, CreateChannelRequest request)
    {
        long number;
        do
        {
            number = Place.DrawChannelNumber();
        }
        while (rows.Number("SELECT count(*) FROM channel WHERE number = $1", number) > 0);

        _ = rows.Execute(
            "INSERT INTO channel (number, id, epoch, head, digest, lasting, talk_days, close_hash) VALUES ($1, $2, 0, 0, $3, 0, $4, $5)",
            number, request.Channel.ToBytes(), LogChain.Start(request.Channel), request.TalkDays, request.CloseTokenHash.ToArray());
        foreach (var key in request.StewardKeys)
        {
            _ = rows.Execute("INSERT OR IGNORE INTO steward (channel, key) VALUES ($1, $2)", number, key.ToArray());
        }

        return number;
    }

    public bool HasSteward(SqliteSession rows, ReadOnlyMemory<byte> key) =>
        rows.Number("SELECT count(*) FROM steward WHERE channel = $1 AND key = $2", Number, key.ToArray()) > 0;

    public long StewardCount(SqliteSession rows) => rows.Number("SELECT count(*) FROM steward WHERE channel = $1", Number);

    public void AddSteward(SqliteSession rows, ReadOnlyMemory<byte> key) =>
        rows.Execute("INSERT INTO steward (channel, key) VALUES ($1, $2)", Number, key.ToArray());

    public void Store(SqliteSession rows) => rows.Execute(
        "UPDATE channel SET epoch = $2, head = $3, digest = $4, lasting = $5, talk_days = $6, restrictions = $7 WHERE number = $1",
        Number, Epoch, Head, Digest, Lasting, TalkDays, (int)Restrictions);
}
