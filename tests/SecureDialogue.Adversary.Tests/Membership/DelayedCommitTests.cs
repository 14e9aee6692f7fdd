using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Membership;

/// <summary>B07, B09: a relay that holds a change of members up, or whoever waits for it.</summary>
public sealed class DelayedCommitTests
{
    [Fact]
    public async Task B07_a_change_that_the_relay_holds_up_until_another_one_came_is_made_again_and_brings_the_person_in_once()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        await talks.Talks.AdmitAsync("carla");
        var late = talks.Relay.On(Calls.Commit).Once().Delay(async () =>
        {
            await using var amal = await ModifiedClient.OfAsync(talks["amal"]);
            await amal.CommitAsync([], []);
        });

        var added = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        await talks["carla"].SyncAsync();

        late.RequireActed();
        Assert.Equal(["carla"], added.Added);
        Assert.Equal(["amal", "boris", "carla", "founder"], await RosterAsync(talks["boris"]));
        await talks.RequireAllTalkAsync("boris", "carla");
    }

    [Fact]
    public async Task B09_C09_who_was_removed_says_nothing_more_while_the_relay_holds_the_news_of_it_back_from_the_one_who_removed()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        DialogueException? refused = null;
        var hold = talks.Relay.On(Calls.Commit).Once().Afterwards(async (_, _) =>
            refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("one more word")));

        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");

        hold.RequireActed();
        Assert.Equal(DialogueError.Removed, refused!.Error);
        await talks.RequireAllTalkAsync("boris");
        Assert.DoesNotContain(await talks["boris"].HeardAsync(), text => text.Contains("one more word", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B09_a_removal_whose_commit_the_relay_does_not_show_is_seen_to_be_due_and_nothing_is_said_to_the_removed()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await talks.RecogniseAsync("boris");
        var withhold = talks.Relay.OnItems().From("boris").EndBefore(item => item.Kind is ItemKind.Commit);
        var never = talks.Relay.On(Calls.Commit).From("boris").Refuse(RelayCode.Unavailable);
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");

        var notices = (await talks["boris"].SyncAsync()).Notices;
        var due = (await talks["boris"].Client.RosterAsync(Talks.Plenary)).Members.Single(member => member.Name == "amal").Due;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].SayAsync("waits"));
        never.End();
        talks.Relay.BeHonest();
        await talks["boris"].SyncAsync();

        withhold.RequireActed();
        Assert.True(due);
        Assert.Contains(notices, notice => notice.Contains("keeps a part of a channel back", StringComparison.Ordinal));
        Assert.NotEmpty(refused.Message);
        Assert.DoesNotContain("boris: waits", await talks["amal"].HeardAsync());
        Assert.Contains("boris: waits", await talks["carla"].HeardAsync());
        await talks.RequireAllTalkAsync("boris", "carla");
    }

    [Fact]
    public async Task B09_who_is_not_shown_the_welcome_is_seen_not_to_have_come_and_comes_in_when_it_is_shown()
    {
        await using var talks = await HostileTalks.OfAsync("boris");
        await talks.Talks.AdmitAsync("amal");
        var withhold = talks.Relay.On(Calls.ReadLetters).Change(reply => reply with { Letters = [] });
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        await talks["amal"].SyncAsync();

        var channels = (await talks["amal"].Client.ChannelsAsync()).Count;
        var before = await RosterAsync(talks["boris"]);
        withhold.RequireActed();
        talks.Relay.BeHonest();
        await talks["amal"].ReopenAsync();
        await talks["amal"].SyncAsync();

        Assert.Equal(0, channels);
        Assert.Equal(["", "boris", "founder"], before);
        await talks.RequireAllTalkAsync("amal", "boris");
        Assert.Equal(["amal", "boris", "founder"], await RosterAsync(talks["boris"]));
    }

    private static async Task<IReadOnlyList<string>> RosterAsync(Participant person)
    {
        await person.SyncAsync();
        return await person.RosterAsync();
    }
}
