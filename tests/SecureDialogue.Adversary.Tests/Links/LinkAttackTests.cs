using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Links;

/// <summary>A05, A06, A07, A14: what a relay, or whoever got hold of a link, makes of it.</summary>
public sealed class LinkAttackTests
{
    [Fact]
    public async Task A05_a_relay_that_redeems_the_pass_of_a_link_itself_puts_the_link_in_doubt()
    {
        await using var talks = await HostileTalks.FoundAsync();
        var spent = talks.Relay.On(Calls.CreateMailbox).Once().Refuse(RelayCode.PassSpent);
        var amal = await talks.Talks.AskAsync("amal", await LinkAsync(talks));

        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        var notices = (await talks.Founder.SyncAsync()).Notices;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(request.Id));
        var told = await Assert.ThrowsAsync<DialogueException>(() => amal.Client.DigitsAsync(null));
        await talks.Talks.AdmitAsync("boris");

        spent.RequireActed();
        Assert.True(request.InDoubt);
        Assert.Contains(notices, notice => notice.Contains("both are in doubt", StringComparison.Ordinal));
        Assert.All((DialogueException[])[refused, told], one => Assert.Equal(DialogueError.InDoubt, one.Error));
        Assert.Equal("admitted", (await talks["boris"].Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task A05_A07_a_request_that_the_relay_delivers_again_asks_once_and_not_after_it_was_declined()
    {
        await using var talks = await HostileTalks.FoundAsync();
        var link = await LinkAsync(talks);
        var again = talks.Relay.On(Calls.ReadLetters).Change(reply =>
            reply with { Letters = [.. reply.Letters, .. reply.Letters.Select(letter => letter with { Id = OpaqueId.Draw<LetterId>() })] });
        var letters = talks.Relay.On(Calls.ReadLetters).Record();
        await talks.Talks.AskAsync("amal", link);

        var first = (await talks.Founder.Client.RequestsAsync()).Single();
        await talks.Founder.Client.DeclineAsync(first.Id, "not now");
        again.RequireActed();
        talks.Relay.BeHonest();
        var replay = talks.Relay.On(Calls.ReadLetters).Once().Change(_ => letters.Exchanges.First(one => one.Reply.Letters.Count > 0).Reply);
        var later = await talks.Founder.Client.RequestsAsync();
        await talks.Talks.AskAsync("mallory", link);
        var second = (await talks.Founder.Client.RequestsAsync()).Single();

        replay.RequireActed();
        Assert.False(first.InDoubt);
        Assert.Empty(later);
        Assert.True(second.InDoubt);
        await talks.Talks.AdmitAsync("boris");
    }

    [Theory]
    [InlineData("prolonged, with the old signature")]
    [InlineData("prolonged and signed by another key")]
    [InlineData("of a higher role and signed by another key")]
    public async Task A06_a_link_that_was_changed_is_refused_in_words_and_the_true_one_admits(string how)
    {
        await using var talks = await HostileTalks.FoundAsync();
        var link = await LinkAsync(talks);
        var home = Participant.Options(talks.Talks.NewHome("changed"));

        var refused = await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(Changed(link, how), "amal", home));
        var amal = await talks.Talks.AskAsync("amal", link);
        await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id);
        await amal.SyncAsync();

        Assert.Equal(DialogueError.BadLink, refused.Error);
        Assert.NotEmpty(refused.Message);
        Assert.False(Directory.Exists(talks.Talks.NewHome("changed")));
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task A06_A07_a_request_that_the_relay_kept_until_the_link_had_expired_is_not_taken_and_the_officer_is_told()
    {
        await using var talks = await HostileTalks.FoundAsync();
        var kept = talks.Relay.On(Calls.ReadLetters).Change(reply => reply with { Letters = [] });
        await talks.Talks.AskAsync("amal", await LinkAsync(talks));
        var before = await talks.Founder.Client.RequestsAsync();
        kept.RequireActed();
        talks.Relay.BeHonest();

        await talks.Founder.ReopenAsync(new LaterTime(TimeSpan.FromHours(24 + 26)));
        var after = await talks.Founder.Client.RequestsAsync();
        var notices = (await talks.Founder.SyncAsync()).Notices;
        await talks.Founder.ReopenAsync();
        await talks.Talks.AdmitAsync("boris");

        Assert.Empty(before);
        Assert.Empty(after);
        Assert.Contains(notices, notice => notice.Contains("amal asked on a link that has expired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A07_an_invitation_of_an_officer_who_was_cut_off_leads_nowhere_and_another_officers_does()
    {
        await using var talks = await HostileTalks.CouncilAsync("boris");
        await talks.Founder.SyncAsync();
        await talks["carim"].SyncAsync();
        var link = (await talks["carim"].Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await talks["hanna"].Client.SignAsync((await talks.Founder.Client.CutAsync("carim", null, false, "The phone was taken")).Paper);
        await talks.Founder.SyncAsync();

        await talks.Talks.AskAsync("amal", link);
        var late = (await talks["carim"].Client.RequestsAsync()).Single();
        await talks["carim"].Client.AdmitAsync(late.Id, new AdmissionOptions { WindowHours = 0 });
        var told = (await talks.Founder.SyncAsync()).Notices;
        await talks.Talks.AskAsync("carla", await LinkAsync(talks));
        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        await talks.Founder.Client.AdmitAsync(request.Id, new AdmissionOptions { WindowHours = 0 });
        await talks["hanna"].SyncAsync();
        var papers = await talks["hanna"].Client.PapersAsync();

        Assert.Contains("a letter of carim about a paper was refused: the device that sent it was cut off", told);
        Assert.Equal(["admission of carla"], papers.Where(paper => paper.State == "open").Select(paper => paper.About));
        await talks.RequireAllTalkAsync("boris");
    }

    [Fact]
    public async Task A14_a_link_for_a_device_is_no_invitation_whatever_it_is_called()
    {
        await using var talks = await HostileTalks.FoundAsync();
        var link = await LinkAsync(talks);
        var invitation = Invitation.ParseLink(link);
        var founder = (await Forge.PapersOfAsync(talks.Founder)).Seed;
        var device = new DeviceLink(
            invitation.Relay,
            invitation.RelayId,
            invitation.Dialogue,
            invitation.Charter,
            invitation.Inviter,
            invitation.Card,
            invitation.Secret,
            invitation.Pass,
            invitation.CloseMark,
            invitation.ExpiresAt).ToLink(founder);
        string[] wrong = [device, device.Replace("#device=", "#invite=", StringComparison.Ordinal)];

        foreach (var one in wrong)
        {
            var refused = await Assert.ThrowsAsync<DialogueException>(
                () => DialogueClient.JoinAsync(one, "amal", Participant.Options(talks.Talks.NewHome("device"))));
            Assert.Equal(DialogueError.BadLink, refused.Error);
        }

        Assert.False(Directory.Exists(talks.Talks.NewHome("device")));
        Assert.Equal("asked", (await (await talks.Talks.AskAsync("amal", link)).Client.StatusAsync()).Stage);
    }

    private static async Task<string> LinkAsync(HostileTalks talks) =>
        (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;

    private static string Changed(string link, string how)
    {
        var honest = Invitation.ParseLink(link);
        var longer = honest with { ExpiresAt = honest.ExpiresAt.Plus(1000) };
        return how switch
        {
            "prolonged and signed by another key" => longer.ToLink(Forge.Seed()),
            "of a higher role and signed by another key" => (honest with { Roles = Roles.Facilitator }).ToLink(Forge.Seed()),
            _ => LinkText.Write(honest.Relay, "invite", (SignedCodec.DecodeSigned<Invitation>(LinkText.Read(link, "invite").Payload) with { Body = longer }).Encode()),
        };
    }
}
