using System.Net;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Relay;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class StoreFailureTests
{
    [Fact]
    public async Task A_full_disk_refuses_writes_loses_nothing_serves_reads_and_recovers()
    {
        await using var scene = await Scene.OpenAsync("--Relay:MaxDatabasePages=60");
        using var http = new HttpClient { BaseAddress = scene.Relay.Address };
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        var stored = new List<DropRequest>();
        var code = RelayCode.Ok;
        while (code == RelayCode.Ok && stored.Count < 100)
        {
            var letter = mailbox.Drop(new byte[100_000]);
            code = await owner.CodeAsync("Drop", letter);
            stored.AddRange(code == RelayCode.Ok ? [letter] : []);
        }

        Assert.Equal(RelayCode.StorageFull, code);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
        var read = await ReadAllAsync(owner, mailbox);
        Assert.Equal(stored.Select(letter => letter.Letter), read.Select(letter => letter.Id));

        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("AcknowledgeLetters", new AcknowledgeLettersRequest(mailbox.Id, [.. read.Select(letter => letter.Id)])));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop(new byte[100_000])));
        Assert.Equal("""{"status":"ready","version":"0.1.0"}""", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Fact]
    public async Task A_failing_piece_of_a_transaction_does_not_fail_its_neighbours()
    {
        await using var scene = await Scene.OpenAsync("--Relay:CommitWindowMilliseconds=50");
        var channel = await scene.ChannelAsync();
        var mailbox = await scene.MailboxAsync();
        await using var member = await scene.MemberAsync(channel);
        await using var owner = await scene.OwnerAsync(mailbox);
        await Databases.ExecuteAsync(scene.Relay, "DROP TABLE package", null);

        var put = owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1]));
        var drops = Enumerable.Range(0, 10).Select(_ => owner.CodeAsync("Drop", mailbox.Drop([1]))).ToArray();

        Assert.Equal(RelayCode.Unavailable, await put);
        Assert.All(await Task.WhenAll(drops), code => Assert.Equal(RelayCode.Ok, code));
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [1])).Code);
    }

    [Fact]
    public async Task A_store_of_a_newer_release_is_not_touched()
    {
        var relay = await RelayUnderTest.StartAsync();
        await Databases.ExecuteAsync(relay, null, "PRAGMA user_version = 99");

        await relay.StopAsync();
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => RelayHost.BuildAsync(["--Relay:Port=0", $"--Relay:DataDirectory={relay.Data}"], _ => { }, CancellationToken.None));

        Assert.Contains("newer release", refused.Message, StringComparison.Ordinal);
        Directory.Delete(relay.Parent, true);
    }

    [Fact]
    public async Task A_damaged_store_is_refused_with_a_sentence()
    {
        var relay = await RelayUnderTest.StartAsync();
        await relay.StopAsync();
        await File.WriteAllBytesAsync(Path.Combine(relay.Data, "channels.db"), new byte[50_000]);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => RelayHost.BuildAsync(["--Relay:Port=0", $"--Relay:DataDirectory={relay.Data}"], _ => { }, CancellationToken.None));

        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Directory.Delete(relay.Parent, true);
    }

    [Fact]
    public async Task A_data_directory_serves_one_relay_and_is_closed_to_others()
    {
        await using var relay = await RelayUnderTest.StartAsync();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => RelayHost.BuildAsync(["--Relay:Port=0", $"--Relay:DataDirectory={relay.Data}"], _ => { }, CancellationToken.None));

        Assert.Contains("another relay", refused.Message, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(relay.Data));
            foreach (var file in Directory.GetFiles(relay.Data))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    private static async Task<List<Letter>> ReadAllAsync(RelayConnection owner, MailboxActor mailbox)
    {
        var all = new List<Letter>();
        ReadLettersReply part;
        do
        {
            part = await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mailbox.Id));
            all.AddRange(part.Letters);
        }
        while (part.More);
        return all;
    }
}
