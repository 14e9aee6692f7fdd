using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform.Sqlite;

public sealed class SchemaTests
{
    [Fact]
    public async Task A_store_of_the_first_schema_is_brought_forward_with_what_it_holds()
    {
        await using var scene = await Scene.OpenAsync();
        var (mailbox, channel) = (await scene.MailboxAsync(), await scene.ChannelAsync());
        await using (var member = await scene.MemberAsync(channel))
        {
            _ = await channel.PostAsync(member, 0, [1]);
        }

        await Databases.ExecuteAsync(
            scene.Relay,
            "ALTER TABLE mailbox RENAME COLUMN close_mark TO close_hash; ALTER TABLE dialogue DROP COLUMN close_mark; ALTER TABLE installation DROP COLUMN swept_day; ALTER TABLE installation DROP COLUMN doubted_day; PRAGMA user_version = 1",
            "ALTER TABLE channel RENAME COLUMN close_mark TO close_hash; ALTER TABLE channel DROP COLUMN restrictions; PRAGMA user_version = 1");
        await scene.Relay.RestartAsync();

        await using var again = await scene.MemberAsync(channel);
        Assert.Equal([1], (await channel.ReadAsync(again, 0)).Items.Select(item => item.Bytes.Span[0]));
        Assert.Equal(2, (await channel.PostAsync(again, 0, [2])).Sequence);
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop([1])));
        Assert.Equal(Migrations.Newest("Sqlite", "Channels"), await Databases.NumberAsync(scene.Relay, true, "PRAGMA user_version"));
        Assert.Equal(Migrations.Newest("Sqlite", "Mailboxes"), await Databases.NumberAsync(scene.Relay, false, "PRAGMA user_version"));
    }
}
