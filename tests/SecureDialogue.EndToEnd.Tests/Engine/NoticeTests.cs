namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What a person must see is kept until it was shown, whichever operation met it.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task A_line_met_by_another_command_is_shown_by_the_next_sync_and_once()
    {
        await using var talks = await Talks.FoundAsync();
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await talks.AskAsync("amal", link);

        await talks.Founder.Client.RequestsAsync();
        var first = await talks.Founder.Client.SyncAsync();
        var second = await talks.Founder.Client.SyncAsync();

        Assert.Contains(first.Notices, line => line.Contains("amal", StringComparison.Ordinal));
        Assert.Empty(second.Notices);
    }
}
