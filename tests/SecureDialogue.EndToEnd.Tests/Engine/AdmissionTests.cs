using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Several officers admit somebody, each on their own device and in their own time, over a real relay.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public async Task A09_nobody_is_admitted_before_an_organizer_of_each_side_and_a_facilitator_signed()
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AskAsync("amal");
        var paper = await congress.ProposeAsync("amal");
        await congress.Hill.Client.SignAsync(paper);
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();
        var before = (await amal.Client.StatusAsync()).Stage;
        var missing = (await congress.Facilitator.Client.PaperAsync(paper)).Paper.Missing;

        await congress.Coast.Client.SignAsync(paper);
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();

        Assert.Equal("digits", before);
        Assert.Equal(["carim (organizer, coast)"], missing);
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task Signatures_given_while_the_relay_is_down_count_when_it_is_back()
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AskAsync("amal");
        var paper = await congress.ProposeAsync("amal");
        await congress.Hill.SyncAsync();
        await congress.Coast.SyncAsync();
        await congress.Relay.StopAsync();
        await congress.Hill.Client.SignAsync(paper);
        var alone = congress.Hill.Client.LastProblem;
        await congress.Coast.Client.SignAsync(paper);
        await congress.Relay.StartAsync();

        await congress.Coast.SyncAsync();
        await congress.Hill.SyncAsync();
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();

        Assert.Equal(DialogueError.RelayUnreachable, alone?.Error);
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
        Assert.Equal("complete", await Congress.StateAsync(congress.Coast, paper));
    }

    [Fact]
    public async Task Every_member_of_a_plenary_is_told_who_was_admitted_and_verifies_it()
    {
        await using var congress = await Congress.OfAsync();
        var boris = await congress.AdmitAsync("boris");
        await congress.Facilitator.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["boris"]);
        await boris.SyncAsync();

        await congress.AdmitAsync("amal");
        await congress.Facilitator.SyncAsync();

        var line = Assert.Single(await boris.NoticesAsync(), text => text.Contains("amal", StringComparison.Ordinal));
        Assert.StartsWith("amal was admitted to the dialogue: Hill, participant, from 20", line, StringComparison.Ordinal);
        Assert.Single(await congress.Facilitator.NoticesAsync(), line);
    }

    [Fact]
    public async Task Before_its_window_is_over_nobody_is_added_on_an_admission()
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AskAsync("amal");
        var paper = await congress.ProposeAsync("amal", new AdmissionOptions());
        await congress.Hill.Client.SignAsync(paper);
        await congress.Coast.Client.SignAsync(paper);
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();
        await amal.SyncAsync();
        await congress.Facilitator.Client.CreateChannelAsync(Talks.Plenary, "plenary", []);

        var early = await Assert.ThrowsAsync<DialogueException>(() => congress.Facilitator.Client.AddMembersAsync(Talks.Plenary, ["amal"]));
        await congress.Facilitator.ReopenAsync(new LaterTime(TimeSpan.FromHours(25)));
        var added = await congress.Facilitator.Client.AddMembersAsync(Talks.Plenary, ["amal"]);

        Assert.Equal(DialogueError.NotReady, early.Error);
        Assert.Equal("amal", Assert.Single(added.Added));
    }

    [Fact]
    public async Task An_objection_stops_the_host_until_it_is_withdrawn_and_its_reason_is_for_facilitators()
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AskAsync("amal");
        var paper = await congress.ProposeAsync("amal");
        await congress.Coast.Client.ObjectAsync(paper, "an old article of hers");
        await congress.Coast.Client.SignAsync(paper);
        await congress.Hill.Client.SignAsync(paper);
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();
        var stopped = (await amal.Client.StatusAsync()).Stage;
        var atHost = await congress.Facilitator.Client.PaperAsync(paper);
        var atOther = await congress.Hill.Client.PaperAsync(paper);

        await congress.Coast.Client.WithdrawAsync(paper);
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();

        Assert.Equal("digits", stopped);
        Assert.Equal((1, "open"), (atHost.Paper.Objections, atHost.Paper.State));
        Assert.Equal("an old article of hers", Assert.Single(atHost.Remarks).Text);
        Assert.Equal(string.Empty, Assert.Single(atOther.Remarks).Text);
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task An_objection_after_the_last_signature_keeps_the_person_out_of_channels()
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AdmitAsync("amal");
        await congress.Facilitator.Client.CreateChannelAsync(Talks.Plenary, "plenary", []);
        var paper = (await congress.Coast.Client.PapersAsync()).Single().Id;
        await congress.Coast.Client.ObjectAsync(paper, "she holds an office again");

        var refused = await Assert.ThrowsAsync<DialogueException>(() => congress.Facilitator.Client.AddMembersAsync(Talks.Plenary, ["amal"]));
        await congress.Coast.Client.WithdrawAsync(paper);
        var added = await congress.Facilitator.Client.AddMembersAsync(Talks.Plenary, ["amal"]);

        Assert.Contains("objection", refused.Message, StringComparison.Ordinal);
        Assert.Equal("amal", Assert.Single(added.Added));
        await amal.SyncAsync();
    }

    [Fact]
    public async Task A05_a_second_device_on_the_link_takes_the_paper_back_before_others_sign()
    {
        await using var congress = await Congress.OfAsync();
        var link = (await congress.Facilitator.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await using var amal = new Participant("amal", congress.NewHome("amal"), await DialogueClient.JoinAsync(link, "amal", Participant.Options(congress.NewHome("amal"))));
        var paper = await congress.ProposeAsync("amal");
        await congress.Hill.SyncAsync();
        await using var thief = new Participant("thief", congress.NewHome("thief"), await DialogueClient.JoinAsync(link, "thief", Participant.Options(congress.NewHome("thief"))));
        await congress.Facilitator.SyncAsync();

        var refused = await Assert.ThrowsAsync<DialogueException>(() => congress.Hill.Client.SignAsync(paper));

        Assert.Contains("withdrawn", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["amal", "thief"],
            (await congress.Facilitator.Client.RequestsAsync()).Where(request => request.InDoubt).Select(request => request.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A05_a_second_device_on_the_link_takes_a_paper_back_that_only_the_hosts_own_objection_holds_up()
    {
        await using var congress = await Congress.OfAsync();
        var link = (await congress.Facilitator.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await using var amal = new Participant("amal", congress.NewHome("amal"), await DialogueClient.JoinAsync(link, "amal", Participant.Options(congress.NewHome("amal"))));
        var paper = await congress.ProposeAsync("amal");
        await congress.Facilitator.Client.ObjectAsync(paper, "let me ask once more");
        await congress.Hill.Client.SignAsync(paper);
        await congress.Coast.Client.SignAsync(paper);
        await congress.Facilitator.SyncAsync();
        await using var thief = new Participant("thief", congress.NewHome("thief"), await DialogueClient.JoinAsync(link, "thief", Participant.Options(congress.NewHome("thief"))));

        foreach (var one in new[] { congress.Facilitator, congress.Hill, congress.Coast, amal })
        {
            await one.SyncAsync();
        }

        var states = await Task.WhenAll(congress.Officers.Select(one => Congress.StateAsync(one, paper)));
        Assert.All(states, state => Assert.Equal("withdrawn", state));
        Assert.NotEqual("admitted", (await amal.Client.StatusAsync()).Stage);
        Assert.Equal("admitted", (await (await congress.AdmitAsync("boris")).Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task A05_a_second_device_on_the_link_is_told_of_even_if_the_paper_for_the_first_lapsed()
    {
        await using var congress = await Congress.OfAsync();
        var link = (await congress.Facilitator.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(60))).Link;
        await using var amal = new Participant("amal", congress.NewHome("amal"), await DialogueClient.JoinAsync(link, "amal", Participant.Options(congress.NewHome("amal"))));
        var paper = await congress.ProposeAsync("amal");
        await congress.Facilitator.ReopenAsync(new LaterTime(TimeSpan.FromHours((60 * 24) + 2)));
        var before = await Congress.StateAsync(congress.Facilitator, paper);
        var late = Participant.Options(congress.NewHome("thief"), new LaterTime(TimeSpan.FromDays(59)));
        await using var thief = new Participant("thief", congress.NewHome("thief"), await DialogueClient.JoinAsync(link, "thief", late));

        await congress.Facilitator.SyncAsync();

        Assert.Equal("lapsed", before);
        Assert.Equal("withdrawn", await Congress.StateAsync(congress.Facilitator, paper));
        Assert.Equal(
            ["amal", "thief"],
            (await congress.Facilitator.Client.RequestsAsync()).Where(request => request.InDoubt).Select(request => request.Name).Order(StringComparer.Ordinal));
    }
}
