using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Devices;

/// <summary>A05, A06, A07: what a relay, or whoever got hold of a link for a device, makes of it. Under the quick start's rule an officer's signature is enough.</summary>
public sealed class DeviceLinkAttackTests
{
    [Fact]
    public async Task A05_a_relay_that_redeems_the_pass_of_a_device_link_itself_puts_the_link_in_doubt_and_a_fresh_one_brings_the_device_in()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var spent = talks.Relay.On(Calls.CreateMailbox).Once().Refuse(RelayCode.PassSpent);
        var robbed = await DeviceAsync(talks, await LinkAsync(talks), "robbed");

        var notices = (await talks.Founder.SyncAsync()).Notices;
        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(request.Id));
        var told = await Assert.ThrowsAsync<DialogueException>(() => robbed.Client.DigitsAsync(null));
        var again = await ReturnAsync(talks, await LinkAsync(talks));

        spent.RequireActed();
        Assert.True(request.InDoubt);
        Assert.Contains(notices, notice => notice.Contains("both are in doubt", StringComparison.Ordinal));
        Assert.All((DialogueException[])[refused, told], one => Assert.Equal(DialogueError.InDoubt, one.Error));
        await RequireInAsync(talks, again);
    }

    [Fact]
    public async Task A05_a_thief_on_the_same_device_link_puts_both_in_doubt_and_neither_comes_in()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var link = await LinkAsync(talks);
        await DeviceAsync(talks, link, "own");
        await DeviceAsync(talks, link, "thief");

        var notices = (await talks.Founder.SyncAsync()).Notices;
        var requests = await talks.Founder.Client.RequestsAsync();
        foreach (var request in requests)
        {
            var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(request.Id));
            Assert.Equal(DialogueError.InDoubt, refused.Error);
        }

        var again = await ReturnAsync(talks, await LinkAsync(talks));

        Assert.Equal([true, true], requests.Select(request => request.InDoubt));
        Assert.Contains(notices, notice => notice.Contains("both are in doubt", StringComparison.Ordinal));
        await RequireInAsync(talks, again);
    }

    [Theory]
    [InlineData("prolonged, with the old signature")]
    [InlineData("prolonged and signed by another key")]
    [InlineData("leading to another mailbox, with the old signature")]
    public async Task A06_a_device_link_that_was_changed_is_refused_in_words_and_the_true_one_brings_the_device_in(string how)
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var link = await LinkAsync(talks);
        var thief = (await Forge.PapersOfAsync(talks["boris"])).Card;

        var refused = await Assert.ThrowsAsync<DialogueException>(() => DeviceAsync(talks, Changed(link, how, thief), "changed"));
        var device = await ReturnAsync(talks, link);

        Assert.Equal(DialogueError.BadLink, refused.Error);
        Assert.NotEmpty(refused.Message);
        Assert.False(Directory.Exists(talks.Talks.NewHome("changed")));
        await RequireInAsync(talks, device);
    }

    [Fact]
    public async Task A06_A07_a_request_that_the_relay_kept_until_the_device_link_had_expired_is_not_taken_and_the_officer_is_told()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var link = await LinkAsync(talks);
        var kept = talks.Relay.On(Calls.ReadLetters).Change(reply => reply with { Letters = [] });
        await DeviceAsync(talks, link, "late");
        await talks.Founder.SyncAsync();
        kept.RequireActed();
        talks.Relay.BeHonest();

        await talks.Founder.ReopenAsync(new LaterTime(TimeSpan.FromHours(1 + 25)));
        var notices = (await talks.Founder.SyncAsync()).Notices;
        var requests = await talks.Founder.Client.RequestsAsync();
        await talks.Founder.ReopenAsync();

        Assert.Empty(requests);
        Assert.Contains(notices, notice => notice.Contains("amal asked on a link that has expired", StringComparison.Ordinal));
        await RequireInAsync(talks, await ReturnAsync(talks, await LinkAsync(talks)));
    }

    [Theory]
    [InlineData(true, "amal was cut off with all devices")]
    [InlineData(false, "amal was cut off after this link was made")]
    public async Task A07_a_device_link_that_was_made_before_the_person_was_cut_off_brings_no_device_in_after_it(bool wholePerson, string words)
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var amals = await LinkAsync(talks);
        var boris = (await talks.Founder.Client.InviteDeviceAsync("boris", TimeSpan.FromHours(1))).Link;
        await talks.Founder.Client.CutAsync("amal", null, wholePerson, "sold the link");
        await talks["boris"].SyncAsync();

        await DeviceAsync(talks, amals, "again");
        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(request.Id));
        await talks.Founder.Client.DeclineAsync(request.Id, "cut off");
        var device = await ReturnAsync(talks, boris, "boris");

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["boris", "founder"], await talks.Founder.RosterAsync());
        await device.SayAsync("back");
        Assert.Contains("boris: back", await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A07_a_device_that_was_cut_off_vouches_for_no_further_one_and_another_persons_device_does()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var papers = new List<string>();
        foreach (var name in (string[])["amal", "boris"])
        {
            await DeviceAsync(talks, (await talks[name].Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link, name + " again", name);
            papers.Add((await talks[name].Client.AdmitAsync((await talks[name].Client.RequestsAsync()).Single().Id)).Paper);
        }

        await talks.Founder.SyncAsync();
        await talks.Founder.Client.CutAsync("amal", null, false, "stolen");
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.SignAsync(papers[0]));
        await talks.Founder.Client.SignAsync(papers[1]);

        Assert.Contains("was cut off", refused.Message, StringComparison.Ordinal);
        Assert.Equal("complete", (await talks.Founder.Client.PaperAsync(papers[1])).Paper.State);
        await talks.RequireAllTalkAsync("boris");
    }

    /// <summary>An officer's link for amal, who returns.</summary>
    private static async Task<string> LinkAsync(HostileTalks talks) =>
        (await talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1))).Link;

    private static async Task<Participant> DeviceAsync(HostileTalks talks, string link, string home, string name = "amal")
    {
        var directory = talks.Talks.NewHome(home);
        var device = new Participant(name, directory, await DialogueClient.JoinDeviceAsync(link, name, Participant.Options(directory)));
        talks.Talks.Own(device);
        return device;
    }

    private static async Task<Participant> ReturnAsync(HostileTalks talks, string link, string name = "amal")
    {
        var device = await DeviceAsync(talks, link, "returned", name);
        var request = (await talks.Founder.Client.RequestsAsync()).Single(one => !one.InDoubt);
        await talks.Founder.Client.AdmitAsync(request.Id);
        for (var i = 0; i < 3; i++)
        {
            await device.SyncAsync();
            await talks.Founder.SyncAsync();
        }

        await device.SyncAsync();
        return device;
    }

    /// <summary>The device is in the plenary in the place of the earlier one, and it and the others hear each other.</summary>
    private static async Task RequireInAsync(HostileTalks talks, Participant device)
    {
        await device.SayAsync("back");
        await talks["boris"].SayAsync("welcome back");
        Assert.Equal(["amal: back", "boris: welcome back"], await talks.Founder.HeardAsync());
        Assert.Equal(["amal: back", "boris: welcome back"], await device.HeardAsync());
        Assert.Equal(["amal", "boris", "founder"], await talks["boris"].RosterAsync());
    }

    private static string Changed(string link, string how, MailboxCard thief)
    {
        var honest = DeviceLink.ParseLink(link);
        var longer = honest with { ExpiresAt = honest.ExpiresAt.Plus(1000) };
        return how switch
        {
            "prolonged and signed by another key" => longer.ToLink(Forge.Seed()),
            "prolonged, with the old signature" => OldSignature(longer),
            _ => OldSignature(honest with { Card = thief }),
        };

        string OldSignature(DeviceLink changed) => LinkText.Write(
            honest.Relay, "device", (SignedCodec.DecodeSigned<DeviceLink>(LinkText.Read(link, "device").Payload) with { Body = changed }).Encode());
    }
}
