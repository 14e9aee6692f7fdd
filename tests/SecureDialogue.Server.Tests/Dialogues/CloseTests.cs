using System.Security.Cryptography;
using SecureDialogue.Server.Dialogues;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Server.Tests.Holdings;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Dialogues;

public abstract class CloseTests(Store store) : StoreTests(store)
{
    private readonly Store _store = store;

    [Fact]
    public async Task The_closing_key_erases_all_of_its_dialogue_and_nothing_of_another()
    {
        await using var scene = await OpenAsync();
        var otherKey = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var (mailbox, channel) = (await scene.MailboxAsync(), await scene.ChannelAsync());
        var (otherMailbox, otherChannel) = (await scene.MailboxAsync(otherKey), await scene.ChannelAsync(closingKey: otherKey));
        var planted = RandomNumberGenerator.GetBytes(40);
        await FillAsync(scene, mailbox, channel, planted);
        await FillAsync(scene, otherMailbox, otherChannel, [7]);
        Assert.Equal(2, await TablesWithAsync(scene, planted));
        await PauseAsync(scene);

        var (code, text) = await CloseAsync(scene, scene.ClosingKey, "ERASE");

        Assert.Equal(0, code);
        Assert.Contains("dialogues 1, mailboxes 1, channels 1.", text, StringComparison.Ordinal);
        Assert.Equal(0, await TablesWithAsync(scene, planted));
        Assert.Equal(0, await TablesWithAsync(scene, mailbox.Id.ToBytes()) + await TablesWithAsync(scene, channel.Id.ToBytes()) + await TablesWithAsync(scene, scene.Dialogue.ToBytes()));
        Assert.Equal(1, (await CloseAsync(scene, scene.ClosingKey, "ERASE")).Code);
        await ResumeAsync(scene);
        await using var anyone = await scene.Relay.ConnectAsync();
        Assert.Equal(RelayCode.NotFound, (await anyone.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(anyone.Context))).Code);
        await using var minter = await scene.Relay.ConnectAsync();
        Assert.Equal(RelayCode.NotFound, await minter.CodeAsync("MintPasses", scene.Mint(minter.Context, PassKind.Mailbox, planted)));
        await using var reader = await scene.Relay.ConnectAsync();
        Assert.Equal(RelayCode.NotFound, (await channel.ProveAsync(reader, 0)).Code);
        await using var owner = await scene.OwnerAsync(otherMailbox);
        Assert.Single((await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(otherMailbox.Id))).Letters);
        await using var member = await scene.MemberAsync(otherChannel);
        Assert.Single(await otherChannel.ReadAllAsync(member));
    }

    [Fact]
    public async Task Another_key_a_misspelt_one_and_a_wrong_confirmation_change_nothing()
    {
        await using var scene = await OpenAsync();
        var (mailbox, channel) = (await scene.MailboxAsync(), await scene.ChannelAsync());
        await FillAsync(scene, mailbox, channel, [1]);
        await PauseAsync(scene);
        var before = await RowsAsync(scene);

        Assert.Equal(1, (await CloseAsync(scene, RandomNumberGenerator.GetBytes(Limits.KeyBytes), "ERASE")).Code);
        Assert.Equal(1, (await CloseAsync(scene, scene.ClosingKey, "erase it")).Code);
        var misspelt = ClosingKey.Format(scene.ClosingKey);
        Assert.Equal(1, (await CloseAsync(scene, misspelt[..^1] + (misspelt[^1] == 'A' ? 'B' : 'A'), "ERASE")).Code);

        Assert.Equal(before, await RowsAsync(scene));
        Assert.Equal(0, (await CloseAsync(scene, scene.ClosingKey, "ERASE")).Code);
        Assert.NotEqual(before, await RowsAsync(scene));
        await ResumeAsync(scene);
    }

    private static async Task FillAsync(Scene scene, MailboxActor mailbox, ChannelActor channel, byte[] bytes)
    {
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1], [2])));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop(bytes)));
        await using var member = await scene.MemberAsync(channel);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, bytes)).Code);
    }

    /// <summary>How many tables have it somewhere; on SQLite also that no file holds it any more where none has.</summary>
    private async Task<int> TablesWithAsync(Scene scene, byte[] bytes)
    {
        var hex = Convert.ToHexStringLower(bytes);
        var tables = await SchemaReader.ReadAsync(scene.Relay.Settings);
        var found = tables.Count(table => table.Rows.Any(row => row.Any(value => value.Contains(hex, StringComparison.Ordinal))));
        if (_store == Store.Sqlite)
        {
            var files = Directory.GetFiles(scene.Relay.Data).Count(file => File.Exists(file) && Path.GetFileName(file) != "relay.lock" && File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
            Assert.Equal(found > 0, files > 0);
        }

        return found;
    }

    private static async Task<string> RowsAsync(Scene scene) => string.Join('\n', (await SchemaReader.ReadAsync(scene.Relay.Settings))
        .SelectMany(table => table.Rows.Select(row => table.Name + string.Join(' ', row))).Order(StringComparer.Ordinal));

    private static Task<(int Code, string Text)> CloseAsync(Scene scene, byte[] key, string confirmation) => CloseAsync(scene, ClosingKey.Format(key), confirmation);

    private static async Task<(int Code, string Text)> CloseAsync(Scene scene, string key, string confirmation)
    {
        var output = new StringWriter();
        var code = await CloseCommand.RunAsync(scene.Relay.Settings, new StringReader($"{key}\n{confirmation}\n"), output, CancellationToken.None);
        return (code, output.ToString());
    }

    /// <summary>The embedded store belongs to one process at a time; nodes go on while PostgreSQL is worked on.</summary>
    private async Task PauseAsync(Scene scene)
    {
        if (_store == Store.Sqlite)
        {
            _ = await Assert.ThrowsAsync<StartRefusedException>(() => CloseAsync(scene, scene.ClosingKey, "ERASE"));
            await scene.Relay.StopAsync();
        }
    }

    private async Task ResumeAsync(Scene scene)
    {
        if (_store == Store.Sqlite)
        {
            await scene.Relay.StartAgainAsync();
        }
    }
}

public sealed class CloseTestsOnSqlite() : CloseTests(Store.Sqlite);

public sealed class CloseTestsOnPostgres() : CloseTests(Store.Postgres);
