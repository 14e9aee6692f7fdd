using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue renew</c>: a new admission of somebody who is in.</summary>
internal static class RenewCommand
{
    private static readonly Argument<string> Person = new("name") { Description = "the person" };
    private static readonly Option<string?> Role = new("--role") { Description = "the new role; left out, it stays", HelpName = "ROLE" };

    public static Command Build()
    {
        var command = new Command("renew", "propose a new admission of somebody who is in: a later end, another role") { Person, Role };
        VettingOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var options = VettingOptions.Read(parsed) with { Role = parsed.GetValue(Role) };
        await using var client = await session.OpenAsync(cancellation);
        var details = await session.Terminal.WorkAsync("proposing", client.RenewAsync(parsed.GetRequiredValue(Person), options, cancellation));
        session.Terminal.Answer(details, PaperCommand.Lines);
        return session.Finish(client);
    }
}
