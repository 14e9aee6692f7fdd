using SecureDialogue.Client;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Two people cut off a lost device with one command each.</summary>
public sealed class CutTests
{
    private const string Second = "Second";

    [Fact]
    public async Task A07_one_persons_word_cuts_nobody_off_and_the_same_command_of_a_second_one_does_everywhere()
    {
        await using var talks = await OfTwoOfficersAsync();
        var first = await talks.Founder.Client.CutAsync("amal", null, false, "lost at the border");
        await talks.SyncAllAsync();
        var between = await talks["boris"].RosterAsync();
        var again = await talks.Founder.Client.CutAsync("amal", null, false, string.Empty);

        var asked = await talks["orga"].SyncAsync();
        var second = await talks["orga"].Client.CutAsync("amal", null, false, string.Empty);
        var told = (await talks["boris"].SyncAsync()).Notices;
        await talks.SyncAllAsync();

        Assert.Equal((false, "orga"), (first.Done, first.Missing.Single()));
        Assert.Equal((first.Paper, false), (again.Paper, again.Done));
        Assert.Contains("amal", between);
        Assert.DoesNotContain(asked.Notices, notice => notice.Contains("refused", StringComparison.Ordinal));
        Assert.Equal((first.Paper, true, 0), (second.Paper, second.Done, second.Missing.Count));
        Assert.Contains(told, notice => notice.StartsWith("a device of amal was cut off", StringComparison.Ordinal));
        Assert.Equal(["boris", "founder", "orga"], await talks["orga"].RosterAsync());
        Assert.Equal(["boris", "founder"], (await talks["boris"].Client.RosterAsync(Second)).Members.Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.All(await talks["amal"].Client.ChannelsAsync(), channel => Assert.Equal("removed", channel.State));
        Assert.Equal([Talks.Plenary, Second], (await talks["boris"].Client.ExposureAsync()).Select(exposure => exposure.Channel).Order(StringComparer.Ordinal));
        Assert.Empty(await talks["amal"].Client.ExposureAsync());
    }

    [Fact]
    public async Task A07_who_has_no_say_signs_nothing_and_nobody_cuts_off_the_own_device()
    {
        await using var talks = await OfTwoOfficersAsync();
        var stranger = await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].Client.CutAsync("amal", null, false, string.Empty));
        var unknown = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.CutAsync("nobody", null, false, string.Empty));
        var letters = (await talks.Founder.SyncAsync()).Letters + (await talks["orga"].SyncAsync()).Letters;

        await talks.Founder.Client.CutAsync("orga", null, true, string.Empty);
        await talks["orga"].SyncAsync();
        var own = await Assert.ThrowsAsync<DialogueException>(() => talks["orga"].Client.CutAsync("orga", null, true, string.Empty));

        Assert.Equal((DialogueError.NotAllowed, DialogueError.NotFound, DialogueError.NotFound), (stranger.Error, unknown.Error, own.Error));
        Assert.Equal(0, letters);
        Assert.Contains("orga", await talks["boris"].RosterAsync());
    }

    [Fact]
    public async Task In_the_quick_start_one_signature_takes_a_whole_person_out()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");

        var cut = await talks.Founder.Client.CutAsync("amal", null, true, string.Empty);
        await talks["boris"].SyncAsync();

        Assert.Equal((true, true), (cut.Done, cut.WholePerson));
        Assert.Equal(["boris", "founder"], await talks["boris"].RosterAsync());
        Assert.Contains("all devices of amal were cut off; count what they could read here as known to others", await talks["boris"].NoticesAsync());
    }

    [Fact]
    public async Task A07_who_was_cut_off_with_all_devices_comes_back_in_the_same_hour_as_anybody_comes_in_and_in_no_other_way()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.Founder.Client.CutAsync("amal", null, true, string.Empty);
        await talks["boris"].SyncAsync();

        var further = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1)));
        var renewed = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.RenewAsync("amal", new AdmissionOptions()));
        await using var anew = await SecondDevice.InviteAsync(talks, "amal");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        await anew.SyncAsync();
        await anew.SayAsync("it was a mistake");
        await talks["amal"].SyncAsync();

        Assert.Contains("was cut off with all devices", further.Message, StringComparison.Ordinal);
        Assert.Contains("never comes back", renewed.Message, StringComparison.Ordinal);
        Assert.Equal(["amal: it was a mistake"], await talks["boris"].HeardAsync());
        Assert.All(await talks["amal"].Client.ChannelsAsync(), channel => Assert.Equal("removed", channel.State));
    }

    [Fact]
    public async Task After_the_device_that_opened_a_channel_was_cut_off_people_still_come_in()
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("orga", "facilitator");
        await talks.AdmitAsync("amal");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["orga", "amal"]);
        await talks.SyncAllAsync();
        await Amendment.WithOfficersAsync(talks, SignatureRule.Solo, ("orga", PartyCode.Parse("hill"), Roles.Organizer));
        await talks.AdmitAsync("boris");
        await talks["orga"].SyncAsync();

        await talks["orga"].Client.CutAsync("founder", null, false, string.Empty);
        await talks["orga"].Client.AddMembersAsync(Talks.Plenary, ["boris"]);
        await talks["boris"].SyncAsync();
        await talks["boris"].SayAsync("here all the same");

        Assert.Equal(["amal", "boris", "orga"], await talks["boris"].RosterAsync());
        Assert.Equal(["boris: here all the same"], await talks["amal"].HeardAsync());
    }

    [Fact]
    public async Task A07_the_persons_other_device_signs_and_counts_in_channels_in_which_it_does_not_stand()
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("fadi", "facilitator");
        await Amendment.WithOfficersAsync(talks, SignatureRule.TwoWhoKnowThePerson, ("fadi", null, Roles.Facilitator));
        await talks.AdmitAsync("amal");
        await talks.AdmitAsync("boris");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["amal", "boris"]);
        await talks.SyncAllAsync();
        await talks["fadi"].Client.CreateChannelAsync(Second, "plenary", ["amal", "boris"]);
        await talks.SyncAllAsync();
        await using var tablet = await SecondDevice.LinkAsync(talks, talks["amal"]);
        await SecondDevice.AdmitAsync(talks, talks["amal"], tablet, away: talks["fadi"]);
        var without = await NamesAsync(talks["boris"], Second);

        var cut = await tablet.Client.CutAsync("amal", null, false, "left in a taxi");
        await talks.Founder.SyncAsync();
        var signed = await talks.Founder.Client.SignAsync(cut.Paper);
        await talks["boris"].SyncAsync();
        await talks["boris"].SyncAsync();
        await talks["amal"].SyncAsync();

        Assert.Equal((false, "complete"), (cut.Done, signed.Paper.State));
        Assert.Equal(["amal", "boris", "fadi"], without);
        Assert.Equal(["boris", "fadi"], await NamesAsync(talks["boris"], Second));
        Assert.All(await talks["amal"].Client.ChannelsAsync(), channel => Assert.Equal("removed", channel.State));
        Assert.Contains("amal", await tablet.RosterAsync());
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Participant person, string channel) =>
        [.. (await person.Client.RosterAsync(channel)).Members.Select(member => member.Name).Order(StringComparer.Ordinal)];

    /// <summary>A plenary with everybody and a second channel without the second officer.</summary>
    private static async Task<Talks> OfTwoOfficersAsync()
    {
        var talks = await Talks.OfAsync("orga", "amal", "boris");
        await talks.Founder.Client.CreateChannelAsync(Second, "plenary", ["amal", "boris"]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        await Amendment.WithOfficersAsync(talks, SignatureRule.TwoWhoKnowThePerson, ("orga", PartyCode.Parse("hill"), Roles.Organizer));
        return talks;
    }
}
