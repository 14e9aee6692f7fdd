using System.Runtime.Versioning;
using SecureDialogue.Server.Holdings;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Holdings;

[SupportedOSPlatform("linux")]
public sealed class BackupTests
{
    [Fact]
    public async Task A_copy_made_while_people_write_is_a_store_on_which_they_go_on()
    {
        await using var scene = await Scene.OpenAsync();
        var (mailbox, channel) = (await scene.MailboxAsync(), await scene.ChannelAsync());
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop([9])));
        await using var member = await scene.MemberAsync(channel);
        var before = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => channel.PostAsync(member, 0, new byte[300])));
        var meanwhile = Enumerable.Range(0, 300).Select(_ => channel.PostAsync(member, 0, new byte[300])).ToList();
        var copy = Path.Combine(scene.Relay.Parent, "copy");

        Assert.Equal(0, await BackupCommand.RunAsync([copy, .. scene.Relay.Settings], TextWriter.Null));
        _ = await Task.WhenAll(meanwhile);

        Assert.All(Directory.GetFiles(copy), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        using var restored = await RelayProcess.StartAsync(copy);
        Assert.StartsWith("Relay: ", restored.Line, StringComparison.Ordinal);
        await using var again = await RelayConnection.OpenAsync(restored.Address);
        Assert.Equal(member.Context.Relay, again.Context.Relay);
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(again, 0)).Code);
        var items = await channel.ReadAllAsync(again);
        Assert.InRange(items.Count, before.Length, before.Length + meanwhile.Count);
        Assert.Equal(items.Select((_, i) => i + 1L), items.Select(item => item.Sequence));
        Assert.Equal(items.Count + 1, (await channel.PostAsync(again, 0, [1])).Sequence);
        await using var reopened = await RelayConnection.OpenAsync(restored.Address);
        Assert.Equal(RelayCode.Ok, (await reopened.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(reopened.Context))).Code);
        Assert.Single((await reopened.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mailbox.Id))).Letters);
    }

    [Fact]
    public async Task Nothing_is_written_over_and_what_is_missing_is_said()
    {
        await using var relay = await RelayUnderTest.StartAsync();
        var there = Directory.CreateDirectory(Path.Combine(relay.Parent, "there")).FullName;

        await RefusedAsync("already", [there, .. relay.Settings]);
        await RefusedAsync("Say where to", relay.Settings);
        await RefusedAsync("no store of a relay", Path.Combine(relay.Parent, "new"), $"--Relay:DataDirectory={there}");
        await RefusedAsync("pg_dump", Path.Combine(relay.Parent, "new"), "--ConnectionStrings:Postgres=Host=127.0.0.1;Username=x");

        Assert.Empty(Directory.GetFileSystemEntries(there));
        Assert.False(Path.Exists(Path.Combine(relay.Parent, "new")));
    }

    [Fact]
    public async Task Databases_that_pg_dump_copied_are_a_store_on_which_people_go_on()
    {
        var setting = await PostgresServer.NewDatabasesAsync();
        await using var scene = await Scene.OpenAsync(setting);
        var channel = await scene.ChannelAsync();
        await using (var member = await scene.MemberAsync(channel))
        {
            _ = await channel.PostAsync(member, 0, [1]);
        }

        var empty = await PostgresServer.NewDatabasesAsync();
        foreach (var part in new[] { "channels", "mailboxes" })
        {
            await PostgresServer.CopyAsync($"{PostgresServer.TextOf(setting)}_{part}", $"{PostgresServer.TextOf(empty)}_{part}");
        }

        await using var restored = await RelayUnderTest.StartAsync(empty);
        Assert.StartsWith("Relay: ", restored.Line, StringComparison.Ordinal);
        await using var again = await restored.ConnectAsync();
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(again, 0)).Code);
        Assert.Equal(1, Assert.Single(await channel.ReadAllAsync(again)).Bytes.Span[0]);
        Assert.Equal(2, (await channel.PostAsync(again, 0, [2])).Sequence);
    }

    private static async Task RefusedAsync(string sentence, params string[] args)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => BackupCommand.RunAsync(args, TextWriter.Null));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }
}
