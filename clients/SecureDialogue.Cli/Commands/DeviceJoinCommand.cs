using System.CommandLine;
using SecureDialogue.Client;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue device join</c>: asks to be admitted as a further device; the only command that takes a device link.</summary>
internal static class DeviceJoinCommand
{
    private static readonly Argument<string> Link = new("link") { Description = "the device link, made on your other device or by an officer for you" };
    private static readonly Option<string> Name = new("--name") { Description = "the name you have in the dialogue", HelpName = "NAME", Required = true };

    public static Command Build()
    {
        var command = new Command("join", "make this home a further device of yours") { Link, Name };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.MakeAsync(
            "asking", options => DialogueClient.JoinDeviceAsync(parsed.GetRequiredValue(Link), parsed.GetRequiredValue(Name), options, cancellation));
        session.Terminal.Answer(await client.StatusAsync(cancellation), status =>
        [
            $"this device asked to be admitted as a device of {SafeText.Line(status.Name)}",
            "next: dialogue digits, and compare them with the device or the person that made the link",
        ]);
        return session.Finish(client);
    }
}
