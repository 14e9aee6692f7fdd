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
        Build("pause", "let nobody but facilitators write for some hours", [Channel, Reason, Hours], (client, said, end) =>
            client.PauseChannelAsync(said.GetRequiredValue(Channel), said.GetRequiredValue(Reason), said.GetValue(Hours), end)),
        Build("resume", "end a pause before its hour", [Channel], (client, said, end) => client.ResumeChannelAsync(said.GetRequiredValue(Channel), end)),
        Build("slow", "set how long somebody waits between two messages", [Channel, Seconds], (client, said, end) =>
            client.SlowChannelAsync(said.GetRequiredValue(Channel), said.GetRequiredValue(Seconds), end)),
        Build("rename", "give it another title", [Channel, Title], (client, said, end) =>
            client.RenameChannelAsync(said.GetRequiredValue(Channel), said.GetRequiredValue(Title), end)),
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

    private static Command Build(
        string name, string does, Symbol[] parts, Func<DialogueClient, ParseResult, CancellationToken, Task<ChannelView>> act)
    {
        var command = new Command(name, $"for facilitators: {does}");
        foreach (var part in parts)
        {
            if (part is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)part);
            }
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new Session(parsed);
            await using var client = await session.OpenAsync(cancellation);
            session.Terminal.Answer(await session.Terminal.WorkAsync("telling the channel", act(client, parsed, cancellation)), ChannelStewardCommand.Lines);
            return session.Finish(client);
        });
        return command;
    }
}
