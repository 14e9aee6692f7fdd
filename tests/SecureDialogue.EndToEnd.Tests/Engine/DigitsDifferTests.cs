using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Digits that differ stop an entry on both sides, at the other officers' too, until they are compared again.</summary>
public sealed class DigitsDifferTests
{
    [Fact]
    public async Task A09_an_applicant_whose_digits_differ_is_signed_for_by_nobody_until_both_compared_again()
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AskAsync("amal");
        var paper = await congress.ProposeAsync("amal");
        await congress.Hill.Client.SignAsync(paper);
        await amal.SyncAsync();

        await amal.Client.CompareDigitsAsync(null, differ: true);
        var alarms = (await congress.Facilitator.SyncAsync()).Notices;
        var stopped = Assert.Single(await congress.Facilitator.Client.RequestsAsync(), one => one.Name == "amal");
        var refused = await Assert.ThrowsAsync<DialogueException>(() => congress.Facilitator.Client.AdmitAsync(stopped.Id));
        await congress.Coast.SyncAsync();
        var late = await Assert.ThrowsAsync<DialogueException>(() => congress.Coast.Client.SignAsync(paper));
        var why = (await congress.Coast.Client.PaperAsync(paper)).Remarks;
        await amal.SyncAsync();

        Assert.Contains(alarms, alarm => alarm.Contains("the digits differ on the screen of", StringComparison.Ordinal));
        Assert.True(stopped is { Differs: true, InDoubt: false });
        Assert.Contains("the digits differed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("withdrawn", late.Message, StringComparison.Ordinal);
        Assert.Contains(why, remark => remark.Kind == "digits differ");
        Assert.Equal("digits differ", (await amal.Client.StatusAsync()).Stage);

        await amal.Client.CompareDigitsAsync(null, differ: false);
        await congress.Facilitator.Client.CompareDigitsAsync(stopped.Id, differ: false);
        var anew = await congress.ProposeAsync("amal");
        await congress.Hill.Client.SignAsync(anew);
        await congress.Coast.Client.SignAsync(anew);
        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();

        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task A09_digits_that_differ_on_the_officers_own_screen_stop_the_request_and_an_admission_waits_for_the_applicants_word()
    {
        await using var talks = await Talks.FoundAsync();
        var amal = await talks.AskAsync("amal", (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var request = Assert.Single(await talks.Founder.Client.RequestsAsync());
        await talks.Founder.Client.CompareDigitsAsync(request.Id, differ: true);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(request.Id));
        await amal.SyncAsync();
        await talks.Relay.StopAsync();
        await amal.Client.CompareDigitsAsync(null, differ: true);
        await talks.Relay.StartAsync();
        await talks.Founder.Client.CompareDigitsAsync(request.Id, differ: false);
        await talks.Founder.Client.AdmitAsync(request.Id);
        await amal.SyncAsync();
        var waits = (await amal.Client.StatusAsync()).Stage;
        var told = (await talks.Founder.SyncAsync()).Notices;
        await amal.Client.CompareDigitsAsync(null, differ: false);
        await amal.SyncAsync();

        Assert.Equal(DialogueError.NotReady, refused.Error);
        Assert.Equal("digits differ", waits);
        Assert.Contains(told, alarm => alarm.Contains("is to be cut off", StringComparison.Ordinal));
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }
}
