using SecureDialogue.Client;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A home that was copied and used in two places stops; nobody else can make a device believe that it was copied.</summary>
public sealed class OldCopyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_one_that_reads_what_the_other_said_stops_and_stays_stopped(bool copySpeaks)
    {
        await using var talks = await Talks.OfAsync("amal");
        await using var copy = await talks["amal"].CopyAsync();
        var (speaks, reads) = copySpeaks ? (copy, talks["amal"]) : (talks["amal"], copy);
        await speaks.SayAsync("said by one of the two");

        await RequireStoppedAsync(reads);
        await reads.ReopenAsync();
        await RequireStoppedAsync(reads);
        await speaks.SayAsync("the other goes on");

        Assert.Contains("amal: the other goes on", await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A_commit_of_the_other_stops_it_too()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.AdmitAsync("boris");
        await using var copy = await talks.Founder.CopyAsync();
        await copy.Client.AddMembersAsync(Talks.Plenary, ["boris"]);

        await RequireStoppedAsync(talks.Founder);
        await copy.SayAsync("the copy goes on");

        await talks["amal"].SyncAsync();
        Assert.Contains("founder: the copy goes on", await talks["amal"].HeardAsync());
    }

    [Fact]
    public async Task An_own_item_that_the_relay_shows_again_is_no_copy()
    {
        await using var talks = await Talks.OfAsync("amal");
        LogItem? own = null;
        talks.Relay.Answers.ChangeItems(items =>
        {
            own = items.LastOrDefault(item => item.Kind == ItemKind.Talk) ?? own;
            return items;
        });
        await talks["amal"].SayAsync("once");
        talks.Relay.Answers.ChangeItems(_ => [own! with { Sequence = own.Sequence + 1 }]);

        await talks["amal"].SyncAsync();
        talks.Relay.Answers.BeHonest();

        Assert.Equal(["amal: once"], await talks["amal"].HeardAsync());
        Assert.Contains("a message could not be read and was left out", await talks["amal"].NoticesAsync());
    }

    private static async Task RequireStoppedAsync(Participant person)
    {
        var stopped = await Assert.ThrowsAsync<DialogueException>(person.SyncAsync);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => person.SayAsync("not sent"));

        Assert.Equal(DialogueError.OldCopy, stopped.Error);
        Assert.Equal(DialogueError.OldCopy, refused.Error);
    }
}
