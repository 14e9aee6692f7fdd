using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What a facilitator sets for a channel from the command line: every device reads it and holds its person to it.</summary>
public sealed class GuidingTests
{
    [Fact]
    public async Task A_pause_keeps_everybody_but_facilitators_from_writing_until_it_is_ended()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var founder = talks.Founder.Client;
        var stranger = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.PauseChannelAsync(Talks.Plenary, "mine", 2));
        var nothing = await Assert.ThrowsAsync<DialogueException>(() => founder.ResumeChannelAsync(Talks.Plenary));

        var paused = await founder.PauseChannelAsync(Talks.Plenary, " the hall is searched ", 2);
        await talks["amal"].SyncAsync();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("but"));
        await talks.Founder.SayAsync("soon");
        await founder.ResumeChannelAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        await talks["amal"].SayAsync("now");

        Assert.Equal("only a facilitator sets this for a channel", stranger.Message);
        Assert.Equal("this channel is so already, or another steward was faster", nothing.Message);
        Assert.NotNull(paused.PausedUntil);
        Assert.Contains("a facilitator paused this channel until", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["founder: soon", "amal: now"], await talks["boris"].HeardAsync());
        Assert.Contains(await talks["boris"].NoticesAsync(), line => line.Contains("paused this channel", StringComparison.Ordinal) && line.Contains("the hall is searched", StringComparison.Ordinal));
        Assert.Contains(await talks["boris"].NoticesAsync(), line => line.Contains("ended the pause", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Slow_mode_and_a_title_are_what_every_device_reads_after_another_facilitators_act_in_between()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.AdmitAsync("fadi", "facilitator");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["fadi"]);
        await talks["fadi"].SyncAsync();
        await talks.Founder.SyncAsync();

        await talks.Founder.Client.SlowChannelAsync(Talks.Plenary, 300);
        await talks["fadi"].Client.RenameChannelAsync(Talks.Plenary, "The river");
        await talks["amal"].SyncAsync();
        var seen = Assert.Single(await talks["amal"].Client.ChannelsAsync());
        await talks["amal"].Client.SendAsync("The river", "one");
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.SendAsync("The river", "two"));

        Assert.Equal(("The river", 300), (seen.Title, seen.SlowModeSeconds));
        Assert.Null(seen.PausedUntil);
        Assert.Contains("slow mode", refused.Message, StringComparison.Ordinal);
    }
}
