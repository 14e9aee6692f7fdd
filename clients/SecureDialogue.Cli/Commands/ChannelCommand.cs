using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channel</c>: what changes who is in a channel.</summary>
internal static class ChannelCommand
{
    public static Command Build() => new("channel", "open a channel or add people to it")
    {
        ChannelCreateCommand.Build(),
        ChannelAddCommand.Build(),
    };
}
