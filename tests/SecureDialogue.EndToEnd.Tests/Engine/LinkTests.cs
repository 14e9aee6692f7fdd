using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A link lets one person ask, on one relay, until it expires.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task A05_two_devices_on_one_link_are_both_in_doubt_and_neither_is_admitted()
    {
        await using var talks = await Talks.FoundAsync();
        var shared = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await talks.AskAsync("amal", shared);
        var second = await talks.AskAsync("mallory", shared);

        var requests = await talks.Founder.Client.RequestsAsync();
        var refusals = await Task.WhenAll(requests.Select(one => Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(one.Id))));
        var told = await Assert.ThrowsAsync<DialogueException>(() => second.Client.DigitsAsync(null));
        await talks.AdmitAsync("boris");

        Assert.Equal(2, requests.Count);
        Assert.All(requests, request => Assert.True(request.InDoubt));
        Assert.All([.. refusals, told], refusal => Assert.Equal(DialogueError.InDoubt, refusal.Error));
        Assert.Equal("admitted", (await talks["boris"].Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task A05_a_link_that_is_used_again_after_the_admission_admits_nobody_else()
    {
        await using var talks = await Talks.FoundAsync();
        var shared = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        var amal = await talks.AskAsync("amal", shared);
        await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id);
        await amal.SyncAsync();
        await talks.AskAsync("mallory", shared);

        var late = (await talks.Founder.Client.RequestsAsync()).Single();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(late.Id));

        Assert.True(late.InDoubt);
        Assert.Equal(DialogueError.InDoubt, refused.Error);
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task An_expired_or_altered_link_makes_no_home()
    {
        await using var talks = await Talks.FoundAsync();
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromHours(2))).Link;
        var later = Participant.Options(talks.NewHome("later"), new LaterTime(TimeSpan.FromHours(4)));
        var altered = link[..^8] + (link[^8] == 'A' ? 'B' : 'A') + link[^7..];
        var elsewhere = link.Replace(":" + talks.Relay.Port, ":" + (talks.Relay.Port - 1), StringComparison.Ordinal);

        var expired = await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(link, "amal", later));
        var refusals = new[]
        {
            await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(altered, "amal", Participant.Options(talks.NewHome("altered")))),
            await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(elsewhere, "amal", Participant.Options(talks.NewHome("elsewhere")))),
        };
        await talks.AskAsync("amal", link);

        Assert.Equal(DialogueError.LinkExpired, expired.Error);
        Assert.All(refusals, refusal => Assert.Equal(DialogueError.BadLink, refusal.Error));
        Assert.False(Directory.Exists(talks.NewHome("later")) || Directory.Exists(talks.NewHome("altered")) || Directory.Exists(talks.NewHome("elsewhere")));
    }

    [Fact]
    public async Task A_request_on_a_link_that_expired_on_the_way_is_not_shown()
    {
        await using var talks = await Talks.FoundAsync();
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromHours(2))).Link;
        await talks.AskAsync("amal", link);

        await talks.Founder.ReopenAsync(new LaterTime(TimeSpan.FromHours(2 + 26)));
        Assert.Empty(await talks.Founder.Client.RequestsAsync());
    }

    [Fact]
    public async Task Another_relay_at_the_address_is_told_nothing()
    {
        await using var talks = await Talks.OfAsync("amal");
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await talks.Relay.StopAsync();
        await using var other = await LocalRelay.StartAsync(talks.NewHome("other relay"), talks.Relay.Port);

        var joining = await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(link, "boris", Participant.Options(talks.NewHome("boris"))));
        var syncing = await Assert.ThrowsAsync<DialogueException>(talks["amal"].SyncAsync);

        Assert.Equal(DialogueError.WrongRelay, joining.Error);
        Assert.Equal(DialogueError.WrongRelay, syncing.Error);
        Assert.False(Directory.Exists(talks.NewHome("boris")));
    }

    [Theory]
    [InlineData("amal")]
    [InlineData("AMAL")]
    [InlineData("ａｍａｌ")]
    [InlineData("founder")]
    public async Task A_name_that_is_taken_is_refused_at_the_admission(string name)
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("amal");
        var link = (await talks.Founder.Client.InviteAsync("participant", "coast", TimeSpan.FromDays(1))).Link;
        var home = Participant.Options(talks.NewHome("twin"));
        await using var twin = await DialogueClient.JoinAsync(link, name, home);

        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(request.Id));

        Assert.Contains("same name", refused.Message, StringComparison.Ordinal);
    }
}
