using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channels</c>: the channels this device is in.</summary>
internal static class ChannelsCommand
{
    public static Command Build()
    {
        var command = new Command("channels", "list the channels you are in");
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>How a channel stands, in words.</summary>
    public static string State(ChannelView channel)
    {
        var state = channel.State switch
        {
            "posts-closed" => "closed to messages",
            "closed" => "closed for good",
            var other => other,
        };
        return string.Join(", ", [state, .. channel.StewardSigns ? ["a steward signs changes of who is in it"] : Array.Empty<string>(), .. ChannelGuideCommand.Bounds(channel)]);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var channels = await client.ChannelsAsync(cancellation);
        session.Terminal.Answer(channels, all => all.Select(Line));
        if (channels.Count == 0)
        {
            session.Terminal.Note("you are in no channel yet");
        }

        return (int)ExitCode.Ok;
    }

    private static string Line(ChannelView channel)
    {
        var waiting = channel.Waiting > 0 ? $", {channel.Waiting} waiting to be sent" : string.Empty;
        var unverified = channel.Unverified > 0 ? $", {channel.Unverified} not verified" : string.Empty;
        return $"{channel.Id}  {SafeText.Line(channel.Title)}  {channel.Kind}, {channel.Members} devices can read it{unverified}, {State(channel)}{waiting}";
    }
}
