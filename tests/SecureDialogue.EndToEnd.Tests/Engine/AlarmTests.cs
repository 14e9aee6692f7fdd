namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>An alarm is kept until a person was shown it, whichever operation met it.</summary>
public sealed class AlarmTests
{
    [Fact]
    public async Task A_link_used_twice_that_another_command_met_is_shown_by_the_next_sync_and_once()
    {
        await using var talks = await Talks.FoundAsync();
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await talks.AskAsync("amal", link);
        await talks.AskAsync("mallory", link);

        await talks.Founder.Client.RequestsAsync();
        var first = await talks.Founder.Client.SyncAsync();
        var second = await talks.Founder.Client.SyncAsync();

        Assert.Contains(first.Notices, line => line.Contains("both are in doubt", StringComparison.Ordinal));
        Assert.Empty(second.Notices);
    }
}
