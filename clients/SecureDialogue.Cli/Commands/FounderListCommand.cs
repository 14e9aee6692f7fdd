using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue founder list</c>: who answered.</summary>
internal static class FounderListCommand
{
    public static Command Build()
    {
        var command = new Command("list", "list the founders so far");
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>One founder on one line.</summary>
    public static string Line(FounderView founder)
    {
        var side = founder.Party.Length == 0 ? "neutral" : SafeText.Line(founder.Party);
        var doubt = founder.InDoubt ? "  in doubt: the link was used twice" : string.Empty;
        return $"{founder.Id}  {SafeText.Line(founder.Name)}  {side}, {string.Join(" and ", founder.Roles)}{(founder.Self ? ", you" : string.Empty)}{doubt}";
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        session.Terminal.Answer(await session.Terminal.WorkAsync("fetching letters", client.FoundersAsync(cancellation)), all => all.Select(Line));
        return session.Finish(client);
    }
}
