using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Engine;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>B01, B02: a relay with two histories. Who was led astray stops when the two meet, says so, and nothing is merged.</summary>
public sealed class OtherHistoryTests
{
    private const string Alarm = "different histories";

    [Fact]
    public async Task B01_B02_who_was_led_into_another_history_stops_when_it_meets_the_first_and_the_others_talk_on()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await using var fork = await OtherHistory.OfAsync(talks.Talks.Relay, talks.Relay);
        talks.Relay.Lead("amal", fork.Address);
        await talks.RecogniseAsync("amal");
        await talks["amal"].SayAsync("to nobody");
        await talks["boris"].SayAsync("without amal");
        var astray = await talks["amal"].HeardAsync();
        talks.Relay.BeHonest();

        // What a member says next shows where that member stood in the log.
        await talks["carla"].SayAsync("still here");
        await talks["amal"].ReopenAsync();
        var notices = (await talks["amal"].SyncAsync()).Notices;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("not to be sent"));

        Assert.Equal(["amal: to nobody"], astray);
        Assert.Contains(notices, notice => notice.Contains(Alarm, StringComparison.Ordinal));
        Assert.Equal(DialogueError.ForkedHistory, refused.Error);
        Assert.Equal(["boris: without amal", "carla: still here"], await talks.Founder.HeardAsync());
        Assert.Equal(["boris: without amal", "carla: still here"], await talks["boris"].HeardAsync());
        Assert.DoesNotContain("boris: without amal", await talks["amal"].HeardAsync());
    }

    [Fact]
    public async Task B01_a_change_of_members_in_one_history_only_stops_who_was_led_astray()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        await talks.Talks.AdmitAsync("carla");
        await using var fork = await OtherHistory.OfAsync(talks.Talks.Relay, talks.Relay);
        talks.Relay.Lead("amal", fork.Address);
        await talks.RecogniseAsync("amal");
        await talks["amal"].SayAsync("before carla");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        await talks["carla"].SyncAsync();
        talks.Relay.BeHonest();

        await talks["amal"].ReopenAsync();
        var notices = (await talks["amal"].SyncAsync()).Notices;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("not to be sent"));
        await talks["carla"].SayAsync("in the history that most have");

        Assert.Contains(notices, notice => notice.Contains(Alarm, StringComparison.Ordinal));
        Assert.Equal(DialogueError.ForkedHistory, refused.Error);
        Assert.Equal(["carla: in the history that most have"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task B01_a_relay_that_is_set_back_is_noticed_by_who_read_on_and_who_is_not_led_there_talks_on()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await using var old = await OtherHistory.OfAsync(talks.Talks.Relay, talks.Relay);
        await talks["boris"].SayAsync("said and read");
        await talks["amal"].SyncAsync();
        talks.Relay.Lead("amal", old.Address);
        var notices = await talks.Relay.AsAsync("amal", async () =>
        {
            await talks["amal"].ReopenAsync();
            return (await talks["amal"].SyncAsync()).Notices;
        });
        await talks["carla"].SayAsync("goes on");
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("not to be sent"));

        Assert.Contains(notices, notice => notice.Contains("ends before what this device read", StringComparison.Ordinal));
        Assert.Equal(DialogueError.ForkedHistory, refused.Error);
        Assert.Equal(["boris: said and read", "carla: goes on"], await talks["boris"].HeardAsync());
    }
}
