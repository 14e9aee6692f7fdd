using SecureDialogue.Client;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Everybody writes, renews and adds at once: nothing is lost or doubled, and there is one order for all.</summary>
public sealed class ConcurrencyTests(ITestOutputHelper output)
{
    private const int Each = 60;

    [Fact]
    public async Task Four_who_write_at_once_over_epochs_see_one_history()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "carla");
        await talks.AdmitAsync("dina");
        var writers = talks.People.Take(4).ToArray();
        var before = (await talks.Founder.ChannelAsync()).Epoch;
        foreach (var writer in writers)
        {
            await writer.Client.QueueAsync(Talks.Plenary, [.. Enumerable.Range(0, Each).Select(i => $"{i:000}")]);
        }

        await Task.WhenAll([.. writers.Select(EmptyAsync), talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["dina"])]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();

        var heard = await talks.Founder.HeardAsync();
        var commits = (await talks.Founder.ChannelAsync()).Epoch - before;
        output.WriteLine($"messages: {heard.Count}, commits: {commits}");
        Assert.True(commits >= 2, "at least the joiner's and one renewal after 150 messages");
        Assert.Equal(4 * Each, heard.Count);
        foreach (var writer in writers)
        {
            Assert.Equal(heard, await writer.HeardAsync());
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{writer.Name}: {i:000}"), heard.Where(text => text.StartsWith(writer.Name, StringComparison.Ordinal)));
        }

        Assert.Single((await Task.WhenAll(talks.People.Select(person => person.ChannelAsync()))).Select(channel => channel.Authenticator).Distinct());
    }

    [Fact]
    public async Task One_who_writes_much_renews_the_keys_after_150_messages()
    {
        await using var talks = await Talks.OfAsync("amal");
        var before = (await talks["amal"].ChannelAsync()).Epoch;
        await talks["amal"].Client.QueueAsync(Talks.Plenary, [.. Enumerable.Range(0, 400).Select(i => $"{i}")]);

        await EmptyAsync(talks["amal"]);
        await talks.Founder.SyncAsync();

        var commits = (await talks["amal"].ChannelAsync()).Epoch - before;
        output.WriteLine($"commits: {commits}");
        Assert.True(commits >= 2, "400 messages are more than two epochs of 150");
        Assert.Equal(Enumerable.Range(0, 400).Select(i => $"amal: {i}"), await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task Two_facilitators_who_commit_at_once_both_succeed()
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("fay", "facilitator");
        string[] people = ["amal", "boris"];
        foreach (var name in people)
        {
            await talks.AdmitAsync(name);
        }

        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["fay", "amal", "boris"]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        await Task.WhenAll(
            talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal"),
            talks["fay"].SayAsync("fay meanwhile"),
            talks["boris"].SayAsync("boris meanwhile"));
        await talks.SyncAllAsync();

        Assert.Equal(["boris", "fay", "founder"], await talks["fay"].RosterAsync());
        Assert.Equal(await talks["fay"].HeardAsync(), await talks["boris"].HeardAsync());
        Assert.Equal(2, (await talks.Founder.HeardAsync()).Count);
    }

    private static async Task EmptyAsync(Participant person)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                if ((await person.SyncAsync()).Waiting == 0)
                {
                    return;
                }
            }
            catch (DialogueException busy) when (busy.Error is DialogueError.NotReady or DialogueError.HomeBusy)
            {
                await Task.Delay(20);
            }
        }

        Assert.Fail($"{person.Name} could not send everything");
    }
}
