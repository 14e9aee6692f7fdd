using System.CommandLine;
using SecureDialogue.Cli.Commands;

namespace SecureDialogue.Cli;

/// <summary>The tree of commands.</summary>
internal static class CommandLine
{
    // A message that begins with @ is a message, not a file of further arguments.
    private static readonly ParserConfiguration Rules = new() { ResponseFileTokenReplacer = null };

    public static ParseResult Parse(string[] args) => Root().Parse(args, Rules);

    internal static RootCommand Root()
    {
        var root = new RootCommand("end-to-end encrypted dialogue between people of parties in conflict")
        {
            SharedOptions.Home,
            SharedOptions.Json,
            CreateCommand.Build(),
            InviteCommand.Build(),
            JoinCommand.Build(),
            DigitsCommand.Build(),
            RequestsCommand.Build(),
            AdmitCommand.Build(),
            DeclineCommand.Build(),
            PapersCommand.Build(),
            PaperCommand.Build(),
            RenewCommand.Build(),
            FounderCommand.Build(),
            CharterCommand.Build(),
            ChannelCommand.Build(),
            ChannelsCommand.Build(),
            SendCommand.Build(),
            ReadCommand.Build(),
            TextCommand.Build(),
            Clear(),
            HomeCommand.Build(),
            RosterCommand.Build(),
            VerifyCommand.Build(),
            RemoveCommand.Build(),
            CutCommand.Build(),
            ExposureCommand.Build(),
            DeviceCommand.Build(),
            TravelCommand.Build(),
            ClosingKeyCommand.Build(),
            SyncCommand.Build(),
            StatusCommand.Build(),
            VerifyReleaseCommand.Build(),
        };
        foreach (var act in PaperActCommands.Build())
        {
            root.Add(act);
        }

        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = "show the version";
            version.Action = new VersionAction();
            version.Validators.Clear();
        }

        return root;
    }

    private static Command Clear()
    {
        var channel = new Argument<string>("channel") { Description = "the channel's title or id" };
        var number = new Argument<long>("number") { Description = "the number of an own message" };
        return ActCommand.Post(
            new("clear", "mark own words as cleared: they may be quoted, and that is not taken back") { channel, number },
            (client, parsed, end) => client.ClearAsync(parsed.GetRequiredValue(channel), parsed.GetValue(number), end));
    }
}
