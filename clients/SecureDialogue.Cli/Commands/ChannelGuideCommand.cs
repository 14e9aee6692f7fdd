using System.CommandLine;
using System.Globalization;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary>What a facilitator sets for a channel with one command each: a pause, its end, slow mode, another title.</summary>
internal static class ChannelGuideCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<string> Reason = new("reason") { Description = "what all members read; may be empty" };
    private static readonly Option<int> Hours = new("--hours") { Description = "how long, 1 to 720", HelpName = "HOURS", Required = true };
    private static readonly Argument<int> Seconds = new("seconds") { Description = "seconds between two messages of one person; 0 for none" };
    private static readonly Argument<string> Title = new("title") { Description = "the new title" };

    public static IEnumerable<Command> BuildAll() =>
    [
        Act(new("pause", "for facilitators: let nobody but facilitators write for some hours") { Channel, Reason, Hours }, (client, parsed, end) =>
            client.PauseChannelAsync(parsed.GetRequiredValue(Channel), parsed.GetRequiredValue(Reason), parsed.GetValue(Hours), end)),
        Act(new("resume", "for facilitators: end a pause before its hour") { Channel }, (client, parsed, end) =>
            client.ResumeChannelAsync(parsed.GetRequiredValue(Channel), end)),
        Act(new("slow", "for facilitators: set how long somebody waits between two messages") { Channel, Seconds }, (client, parsed, end) =>
            client.SlowChannelAsync(parsed.GetRequiredValue(Channel), parsed.GetRequiredValue(Seconds), end)),
        Act(new("rename", "for facilitators: give it another title") { Channel, Title }, (client, parsed, end) =>
            client.RenameChannelAsync(parsed.GetRequiredValue(Channel), parsed.GetRequiredValue(Title), end)),
    ];

    /// <summary>What binds who writes in a channel.</summary>
    public static IEnumerable<string> Bounds(ChannelView channel)
    {
        if (channel.PausedUntil is { } until)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"paused until {until:yyyy-MM-dd HH:mm} UTC");
        }

        if (channel.SlowModeSeconds > 0)
        {
            yield return $"slow mode of {channel.SlowModeSeconds} seconds";
        }
    }

    private static Command Act(Command command, Func<DialogueClient, ParseResult, CancellationToken, Task<ChannelView>> act) =>
        ActCommand.Show(command, "telling the channel", act, ChannelStewardCommand.Lines);
}
