using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class UnlinkedFilesTests
{
    [Fact]
    public async Task No_value_of_eight_bytes_or_more_occurs_in_both_files()
    {
        await using var scene = await Scene.OpenAsync();
        await PopulateAsync(scene);

        Assert.Empty(Shared(scene));
    }

    [Fact]
    public async Task The_search_finds_a_value_that_was_planted_in_both_files()
    {
        await using var scene = await Scene.OpenAsync();
        await PopulateAsync(scene);

        await Files.ExecuteAsync(
            scene.Relay,
            "INSERT INTO mailbox_pass VALUES (x'aa0102030405060708bb')",
            "INSERT INTO channel_pass VALUES (x'0102030405060708')");

        Assert.Contains("0102030405060708", Shared(scene));
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

        var stored = scene.Relay.Services.GetRequiredService<MailboxesDatabase>().File
            .Read(rows => rows.All("SELECT id FROM mailbox ORDER BY rowid", row => Convert.ToHexString(row.GetFieldValue<byte[]>(0))));

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
    private static List<string> Shared(Scene scene)
    {
        var mailboxes = Runs(scene.Relay.Services.GetRequiredService<MailboxesDatabase>().File);
        var channels = Runs(scene.Relay.Services.GetRequiredService<ChannelsDatabase>().File);
        Assert.True(mailboxes.Count > 100 && channels.Count > 100);
        return [.. mailboxes.Intersect(channels).Where(run => run.Distinct().Count() > 2)];
    }

    private static HashSet<string> Runs(Database file) => file.Read(rows =>
    {
        var runs = new HashSet<string>();
        foreach (var table in rows.All("SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0)))
        {
            _ = rows.All(string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {table}"), row => Collect(row, runs));
        }

        return runs;
    });

    private static bool Collect(SqliteDataReader row, HashSet<string> runs)
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
