using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue roster</c>: who can read a channel now.</summary>
internal static class RosterCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };

    public static Command Build()
    {
        var command = new Command("roster", "show who can read a channel now") { Channel };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        session.Terminal.Answer(await client.RosterAsync(parsed.GetRequiredValue(Channel), cancellation), Lines);
        return (int)ExitCode.Ok;
    }

    private static IEnumerable<string> Lines(RosterView roster) =>
    [
        $"{SafeText.Line(roster.Channel.Title)}: {string.Join(", ", roster.CountByParty.Select(side => $"{side.Value} {Side(side.Key)}"))}",
        .. roster.Members.Select(Line),
    ];

    private static string Line(MemberView member)
    {
        var name = member.Name.Length == 0 ? "(name not yet received)" : SafeText.Line(member.Name);
        var device = member.NewDevice.Length == 0 ? string.Empty : $" ({SafeText.Line(member.NewDevice)})";
        var self = member.Self ? ", you" : string.Empty;
        var due = member.Due ? ", to be removed: the admission has ended" : string.Empty;
        return $"  {name}{device}  {Side(member.Party)}, {string.Join(" and ", member.Roles)}{self}{Verification(member)}{due}";
    }

    private static string Verification(MemberView member) => member.Verification switch
    {
        "unverified" => $", not verified (device {member.Device})",
        "lost" => $", no longer verified: another device (device {member.Device})",
        "verified" => ", verified in person",
        _ => string.Empty,
    };

    private static string Side(string code) => code.Length == 0 ? "neutral" : SafeText.Line(code);
}
