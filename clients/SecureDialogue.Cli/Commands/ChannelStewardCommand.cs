using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary>What a channel's stewards do with one command each: stop it, or let it go on.</summary>
internal static class ChannelStewardCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };

    public static IEnumerable<Command> BuildAll() =>
    [
        Build("demand", "a steward must sign every change of who is in it", (client, channel, end) => client.DemandStewardAsync(channel, end)),
        Build("release", "take demand back", (client, channel, end) => client.ReleaseStewardAsync(channel, end)),
        Build("close-posts", "close it to messages; what is written waits", (client, channel, end) => client.ClosePostsAsync(channel, end)),
        Build("open-posts", "open it to messages again", (client, channel, end) => client.OpenPostsAsync(channel, end)),
        Build("undo", "undo a change that this device refuses", (client, channel, end) => client.SupersedeAsync(channel, end)),
        Build("set-key", "put a wrong access key right", (client, channel, end) => client.SetAccessKeyAsync(channel, end)),
        Build("close", "close it for good; it can still be read", (client, channel, end) => client.CloseChannelAsync(channel, end)),
    ];

    /// <summary>How a channel stands after a steward's act.</summary>
    public static IEnumerable<string> Lines(ChannelView channel) =>
        [$"{channel.Id}  the channel {SafeText.Line(channel.Title)} is {ChannelsCommand.State(channel)}"];

    private static Command Build(string name, string does, Func<DialogueClient, string, CancellationToken, Task<ChannelView>> act) => ActCommand.Show(
        new(name, $"for stewards: {does}") { Channel },
        "telling the channel",
        (client, parsed, end) => act(client, parsed.GetRequiredValue(Channel), end),
        Lines);
}
