using System.Globalization;
using SecureDialogue.Server.Holdings;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Holdings;

public abstract class HoldingsTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task What_a_relay_says_it_holds_is_every_column_of_every_row_of_every_table()
    {
        await using var scene = await OpenAsync();
        await FillAsync(scene);
        var (code, text) = await PrintAsync([.. scene.Relay.Settings, "--rows"]);
        var lines = text.Split('\n');

        var tables = await SchemaReader.ReadAsync(scene.Relay.Settings);
        var values = 0;
        foreach (var table in tables)
        {
            var noun = table.Rows.Count == 1 ? "row" : "rows";
            Assert.Equal(
                tables.Count(other => other.Name == table.Name),
                lines.Count(line => line == $"{table.Name}: {table.Rows.Count} {noun}" || line.StartsWith($"{table.Name}: {table.Rows.Count} {noun}, ", StringComparison.Ordinal)));
            Assert.All(table.Columns, column => Assert.Contains(lines, line => line.StartsWith($"  {column} ", StringComparison.Ordinal)));
            foreach (var row in table.Rows)
            {
                Assert.Contains("    " + string.Join('\t', row), lines);
                values += row.Length;
            }
        }

        Assert.Equal(0, code);
        Assert.Equal(tables.Sum(table => table.Rows.Count), lines.Count(line => line.StartsWith("    ", StringComparison.Ordinal)));
        Assert.Equal(tables.Sum(table => table.Columns.Count), lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("   ", StringComparison.Ordinal)) - tables.Count);
        Assert.True(tables.Count >= 13 && tables.Count(table => table.Rows.Count > 0) >= 12, $"{tables.Count(table => table.Rows.Count > 0)} tables with rows");
        Assert.True(values >= 75, $"{values} values");
    }

    [Fact]
    public async Task Without_rows_it_says_what_each_table_is_and_how_much_is_in_it()
    {
        await using var scene = await OpenAsync();
        await FillAsync(scene);

        var (code, text) = await PrintAsync(scene.Relay.Settings);

        Assert.Equal(0, code);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains($"letter: 1 row, 21 sealed bytes, from {today} to {today}", text, StringComparison.Ordinal);
        Assert.Contains("item: 2 rows, 42 sealed bytes, from ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("    ", StringComparison.Ordinal));
    }

    private static async Task FillAsync(Scene scene)
    {
        var (mailbox, channel) = (await scene.MailboxAsync(), await scene.ChannelAsync());
        _ = await scene.PassAsync(PassKind.Mailbox);
        _ = await scene.PassAsync(PassKind.Channel);
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, new byte[21], [1])));
        Assert.Equal(RelayCode.Ok, (await owner.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch())).Code);
        var read = mailbox.Drop(new byte[21]);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", read));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("AcknowledgeLetters", new AcknowledgeLettersRequest(mailbox.Id, [read.Letter])));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop(new byte[21])));
        await using var member = await scene.MemberAsync(channel);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, new byte[21])).Code);
        Assert.Equal(RelayCode.Ok, (await channel.CommitAsync(member, 0, new byte[21])).Code);
    }

    private static async Task<(int Code, string Text)> PrintAsync(string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await HoldingsCommand.RunAsync(args, output), output.ToString());
    }
}

public sealed class HoldingsTestsOnSqlite() : HoldingsTests(Store.Sqlite)
{
    [Fact]
    public async Task Where_no_relay_was_it_says_so_and_makes_nothing()
    {
        var directory = Directory.CreateTempSubdirectory("relay-").FullName;
        var absent = Path.Combine(directory, "none");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => HoldingsCommand.RunAsync([$"--Relay:DataDirectory={absent}"], TextWriter.Null));

        Assert.Contains(absent, refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(absent));
        Directory.Delete(directory);
    }
}

public sealed class HoldingsTestsOnPostgres() : HoldingsTests(Store.Postgres);
