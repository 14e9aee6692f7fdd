using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channel</c>: what changes a channel and who is in it.</summary>
internal static class ChannelCommand
{
    public static Command Build()
    {
        var command = new Command("channel", "open a channel, add people to it, stop it or let it go on")
        {
            ChannelCreateCommand.Build(),
            ChannelAddCommand.Build(),
            ChannelRebuildCommand.Build(),
            ChannelShortenCommand.Build(),
        };
        foreach (var act in ChannelGuideCommand.BuildAll().Concat(ChannelStewardCommand.BuildAll()))
        {
            command.Add(act);
        }

        return command;
    }
}
