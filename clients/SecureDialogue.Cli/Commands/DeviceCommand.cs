using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue device</c>: second and returning devices. Links for devices are made and taken here and nowhere else.</summary>
internal static class DeviceCommand
{
    public static Command Build() => new("device", "add a device of somebody who is in already")
    {
        DeviceLinkCommand.Build(),
        DeviceInviteCommand.Build(),
        DeviceJoinCommand.Build(),
    };
}
