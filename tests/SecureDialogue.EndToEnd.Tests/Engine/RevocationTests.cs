using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A device that was cut off is out of every channel as soon as anybody who knows it is online, and comes in nowhere.</summary>
public sealed class RevocationTests
{
    private const string Second = "Second";

    [Fact]
    public async Task A07_a_revocation_that_one_member_hears_of_takes_the_device_out_of_all_channels_once()
    {
        await using var talks = await InTwoChannelsAsync();
        var revocation = await RevokeAsync(talks, "amal", "founder");
        await TellAsync(talks["boris"], talks["carla"], revocation);

        var told = (await talks["boris"].SyncAsync()).Notices;
        await TellAsync(talks["boris"], talks["carla"], revocation);
        var again = await talks["boris"].SyncAsync();
        await talks.SyncAllAsync();
        await talks.Founder.SayAsync("after");

        Assert.Single(told, notice => notice.StartsWith("a device of amal was cut off", StringComparison.Ordinal));
        Assert.Equal((1, 0), (again.Letters, again.Notices.Count));
        Assert.Equal(["boris", "carla", "founder"], await talks["carla"].RosterAsync());
        Assert.Equal(["boris", "founder"], await NamesAsync(talks["boris"], Second));
        Assert.Equal(["removed", "removed"], (await talks["amal"].Client.ChannelsAsync()).Select(channel => channel.State));
        Assert.DoesNotContain("founder: after", await talks["amal"].HeardAsync());
        Assert.Contains("founder: after", await talks["carla"].HeardAsync());
        Assert.Single(await talks["carla"].NoticesAsync(), line => line.StartsWith("a device of amal was cut off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("one without a say")]
    [InlineData("another dialogue")]
    [InlineData("altered")]
    [InlineData("never admitted")]
    public async Task A07_a_revocation_that_does_not_hold_changes_nothing_and_its_honest_twin_does(string what)
    {
        await using var talks = await InTwoChannelsAsync();
        var honest = await RevokeAsync(talks, "amal", "founder");
        await TellAsync(talks["boris"], talks["carla"], await FalseAsync(what, talks, honest));

        var before = (await talks["boris"].SyncAsync()).Notices;
        await talks["carla"].SyncAsync();
        var roster = await talks["carla"].RosterAsync();
        await TellAsync(talks["boris"], talks["carla"], honest);
        await talks["boris"].SyncAsync();
        await talks["carla"].SyncAsync();

        Assert.Contains(before, notice => notice.StartsWith("a letter of carla says that somebody was cut off; it was refused: ", StringComparison.Ordinal));
        Assert.Contains("amal", roster);
        Assert.DoesNotContain("amal", await talks["carla"].RosterAsync());
    }

    [Fact]
    public async Task C09_what_waited_to_be_sent_goes_out_after_the_device_is_taken_out()
    {
        await using var talks = await InTwoChannelsAsync();
        await talks["boris"].Client.QueueAsync(Talks.Plenary, ["written before the news"]);
        await TellAsync(talks["boris"], talks["carla"], await RevokeAsync(talks, "amal", "founder"));

        await talks["boris"].SyncAsync();
        await talks["boris"].SyncAsync();

        Assert.DoesNotContain("boris: written before the news", await talks["amal"].HeardAsync());
        Assert.Equal(["boris: written before the news"], await talks["carla"].HeardAsync());
    }

    [Fact]
    public async Task C10_who_was_ordered_out_of_all_channels_draws_nobody_into_another_one_and_is_taken_out_of_it()
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("rogue", "facilitator");
        await talks.AdmitAsync("amal");
        await talks.AdmitAsync("boris");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["rogue", "amal", "boris"]);
        await talks.Founder.Client.CreateChannelAsync(Second, "plenary", ["rogue"]);
        await talks.SyncAllAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], Second);
        await OrderOutOfAllAsync(talks, talks["rogue"], messenger: talks["boris"]);
        await talks["amal"].SyncAsync();
        await rogue.WelcomeAsync(talks["amal"], (await rogue.CommitAsync([ModifiedClient.PackageOf(talks["amal"])], []))!.Value);

        var alarms = (await talks["amal"].SyncAsync()).Notices;
        await talks.Founder.Client.AddMembersAsync(Second, ["boris"]);
        await talks["boris"].SyncAsync();
        await talks.Founder.Client.SendAsync(Second, "among us");

        Assert.Contains($"rogue was cut off and wanted to bring this device into the channel {Second}; it was refused", alarms);
        Assert.Equal([Talks.Plenary], (await talks["amal"].Client.ChannelsAsync()).Select(channel => channel.Title));
        Assert.Contains(await talks["boris"].Client.ReadAsync(Second, 0), line => line.Text == "among us");
        Assert.DoesNotContain("rogue", await NamesAsync(talks["boris"], Second));
        Assert.DoesNotContain("rogue", await NamesAsync(talks.Founder, Second));
    }

    [Fact]
    public async Task A07_who_was_cut_off_elsewhere_is_not_added_and_everybody_else_is()
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("amal");
        await talks.AdmitAsync("boris");
        await TellAsync(talks.Founder, talks["boris"], await RevokeAsync(talks, "amal", "founder"));
        await talks.Founder.SyncAsync();

        var all = await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", null);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]));

        Assert.Equal(["boris"], all.Added);
        Assert.Contains("somebody was removed before: amal", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E07_those_affected_see_what_the_device_could_read_channel_by_channel()
    {
        await using var talks = await InTwoChannelsAsync();
        var before = await talks.Founder.Client.ExposureAsync();
        await TellAsync(talks["boris"], talks["carla"], await RevokeAsync(talks, "amal", "founder"));
        await talks["boris"].SyncAsync();
        await talks.SyncAllAsync();

        var seenByFounder = await talks.Founder.Client.ExposureAsync();
        var seenByCarla = await talks["carla"].Client.ExposureAsync();

        Assert.Empty(before);
        Assert.Equal([Talks.Plenary, Second], seenByFounder.Select(exposure => exposure.Channel).Order(StringComparer.Ordinal));
        Assert.All(seenByFounder, exposure => Assert.True(exposure is { Name: "amal", From: not null, Until: not null } && exposure.From <= exposure.Until));
        var only = Assert.Single(seenByCarla);
        Assert.True(only is { Channel: Talks.Plenary, Name: "amal", From: null, Until: not null });
    }

    /// <summary>The plenary with everybody, and a second channel without carla.</summary>
    private static async Task<Talks> InTwoChannelsAsync()
    {
        var talks = await Talks.OfAsync("amal", "boris", "carla");
        await talks.Founder.Client.CreateChannelAsync(Second, "plenary", ["amal", "boris"]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        return talks;
    }

    private static async Task<CoSigned<Revocation>> RevokeAsync(Talks talks, string target, string signer)
    {
        await using var theirs = ModifiedClient.OpenSession(talks[target]);
        await using var signs = ModifiedClient.OpenSession(talks[signer]);
        return new Revocation(signs.Charters!.Dialogue, signs.Charters.HeadId, theirs.Admission!, false, signs.Now).CoSign(signs.Device.DeviceSeed);
    }

    private static async Task<CoSigned<Revocation>> FalseAsync(string what, Talks talks, CoSigned<Revocation> honest)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        await using var carla = ModifiedClient.OpenSession(talks["carla"]);
        var (seed, hash) = (founder.Device.DeviceSeed, new Opaque(new byte[32]));
        var never = new CoSigned<Admission>(honest.Body.Target.Body, []).CoSign(carla.Device.DeviceSeed);
        return what switch
        {
            "one without a say" => await RevokeAsync(talks, "amal", "carla"),
            "another dialogue" => (honest.Body with { Dialogue = new DialogueId(hash) }).CoSign(seed),
            "altered" => honest with { Body = honest.Body with { WholePerson = true } },
            _ => (honest.Body with { Target = never }).CoSign(seed),
        };
    }

    private static async Task TellAsync(Participant to, Participant from, CoSigned<Revocation> revocation)
    {
        await using var receiver = ModifiedClient.OpenSession(to);
        await using var sender = ModifiedClient.OpenSession(from);
        var office = new LetterOffice(sender);
        var letter = office.Seal(LetterKind.Revocation, receiver.Device.Mailbox.Card, new RevocationContent(revocation).Encode());
        Assert.Equal(RelayCode.Ok, await office.DropAsync(letter, CancellationToken.None));
    }

    /// <summary>An order of the Charter's quorum that a member posts in the plenary only.</summary>
    private static async Task OrderOutOfAllAsync(Talks talks, Participant target, Participant messenger)
    {
        await using var theirs = ModifiedClient.OpenSession(target);
        await using var signs = ModifiedClient.OpenSession(talks.Founder);
        var order = new RemovalOrder(signs.Charters!.Dialogue, signs.Charters.HeadId, null, theirs.Admission!.Id, null, "Agreed", signs.Now)
            .CoSign(signs.Device.DeviceSeed);
        await messenger.Client.DisposeAsync();
        await using (var posts = await ModifiedClient.OfAsync(messenger))
        {
            posts.Channel.Enqueue(new RemovalOrderContent(order), DateTimeOffset.UtcNow);
            posts.Channel.Save();
        }

        await messenger.ReopenAsync();
        await messenger.SyncAsync();
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Participant person, string channel)
    {
        await person.SyncAsync();
        IReadOnlyList<MemberView> members = (await person.Client.RosterAsync(channel)).Members;
        return [.. members.Select(member => member.Name).Order(StringComparer.Ordinal)];
    }
}
