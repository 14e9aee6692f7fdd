using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class UnlinkedFilesTests
{
    [Theory]
    [InlineData("SELECT name FROM sqlite_master WHERE type = 'table'", "x'")]
    [InlineData("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "'\\x", Store.Postgres)]
    public async Task No_value_of_eight_bytes_or_more_occurs_in_both_files_unless_it_was_planted(string tables, string bytes, Store store = Store.Sqlite)
    {
        await using var scene = await Scene.OpenAsync(store == Store.Sqlite ? [] : [await PostgresServer.NewDatabasesAsync()]);
        await PopulateAsync(scene);

        Assert.Empty(await SharedAsync(scene, tables));

        await Databases.ExecuteAsync(
            scene.Relay,
            $"INSERT INTO mailbox_pass VALUES ({bytes}aa0102030405060708bb')",
            $"INSERT INTO channel_pass VALUES ({bytes}0102030405060708')");

        Assert.Contains("0102030405060708", await SharedAsync(scene, tables));
    }

    [Fact]
    public async Task Rows_of_mailboxes_and_channels_lie_in_no_order_of_their_making()
    {
        await using var scene = await Scene.OpenAsync();
        var made = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            made.Add(Convert.ToHexString((await scene.MailboxAsync()).Id.ToBytes()));
        }

        var stored = await scene.Relay.Services.GetRequiredService<MailboxesDatabase>().Store.ReadAsync(
            rows => rows.All("SELECT id FROM mailbox ORDER BY rowid", row => Convert.ToHexString(row.GetFieldValue<byte[]>(0))), CancellationToken.None);

        Assert.Equal(made.Order(), stored.Order());
        Assert.NotEqual(made, stored);
    }

    [Fact]
    public async Task A_rewritten_file_shows_letters_in_no_order_of_their_arrival()
    {
        await using var scene = await Scene.OpenAsync();
        var mailboxes = new List<MailboxActor>();
        var letters = new List<byte[]>();
        await using var sender = await scene.Relay.ConnectAsync();
        for (byte i = 0; i < 12; i++)
        {
            mailboxes.Add(await scene.MailboxAsync());
            letters.Add([.. KeyPair.Draw().Seed, .. new byte[40_000]]);
        }

        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", mailboxes[i].Drop(letters[i])));
        }

        await scene.Relay.RestartAsync();
        await scene.Relay.StopAsync();
        var file = await File.ReadAllBytesAsync(Path.Combine(scene.Relay.Data, "mailboxes.db"));
        var offsets = letters.ConvertAll(letter => file.AsSpan().IndexOf(letter.AsSpan(0, 32)));
        await scene.Relay.StartAgainAsync();

        Assert.All(offsets, offset => Assert.True(offset > 0));
        Assert.NotEqual(offsets.Order(), offsets);
        Assert.NotEqual(offsets.OrderDescending(), offsets);
    }

    private static async Task PopulateAsync(Scene scene)
    {
        for (var i = 0; i < 3; i++)
        {
            var channel = await scene.ChannelAsync();
            var mailbox = await scene.MailboxAsync();
            await using var member = await scene.MemberAsync(channel);
            await using var owner = await scene.OwnerAsync(mailbox);
            _ = await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, KeyPair.Draw().Seed));
            _ = await owner.CodeAsync("Drop", mailbox.Drop(KeyPair.Draw().Seed));
            _ = await channel.PostAsync(member, 0, KeyPair.Draw().Seed, ItemKind.Lasting);
            _ = await channel.CommitAsync(member, 0, KeyPair.Draw().Seed, after: 1);
        }
    }

    /// <summary>Every run of eight bytes of every value of one file that is in a value of the other, but for runs of one byte.</summary>
    private static async Task<List<string>> SharedAsync(Scene scene, string tables)
    {
        var mailboxes = await RunsAsync(scene.Relay.Services.GetRequiredService<MailboxesDatabase>().Store, tables);
        var channels = await RunsAsync(scene.Relay.Services.GetRequiredService<ChannelsDatabase>().Store, tables);
        Assert.True(mailboxes.Count > 100 && channels.Count > 100);
        return [.. mailboxes.Intersect(channels).Where(run => run.Distinct().Count() > 2)];
    }

    private static Task<HashSet<string>> RunsAsync(IDatabase database, string tables) => database.ReadAsync(
        rows =>
        {
            var runs = new HashSet<string>();
            foreach (var table in rows.All(tables, row => row.GetString(0)))
            {
                _ = rows.All(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {table}"), row => Collect(row, runs));
            }

            return runs;
        },
        CancellationToken.None);

    private static bool Collect(DbDataReader row, HashSet<string> runs)
    {
        for (var column = 0; column < row.FieldCount; column++)
        {
            var hex = row.GetValue(column) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                long number and > uint.MaxValue => number.ToString("X16", CultureInfo.InvariantCulture),
                _ => "",
            };
            for (var at = 0; at + 16 <= hex.Length; at += 2)
            {
                _ = runs.Add(hex.Substring(at, 16));
            }
        }

        return true;
    }
}
