using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue create</c>: opens a dialogue.</summary>
internal static class CreateCommand
{
    private static readonly Argument<string?> Link = new("begin-link") { Description = "what the relay printed when it started", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Relay = new("--relay") { Description = "the relay's address, instead of the Begin link", HelpName = "URL" };
    private static readonly Option<string?> Pass = new("--pass") { Description = "the pass, instead of the Begin link", HelpName = "TOKEN" };
    private static readonly Option<string> Title = new("--title") { Description = "the dialogue's title", HelpName = "TITLE", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "the name the others will see; a pseudonym is fine", HelpName = "NAME", Required = true };
    private static readonly Option<string[]> Parties = new("--party")
    {
        Description = "a side: a short code and its title; one or more",
        HelpName = "CODE:TITLE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Rules = new("--rules")
    {
        Description = "solo, or with several founders 1+1+1 (an organizer of each side and a facilitator) or two-of-three",
        HelpName = "RULES",
        DefaultValueFactory = _ => "solo",
    };

    private static readonly Option<string[]> Roles = new("--role") { Description = "with several founders, what you do: facilitator (if left out) or organizer", HelpName = "ROLE" };
    private static readonly Option<string?> Side = new("--side") { Description = "with several founders, the code of your side; leave out for neutral", HelpName = "CODE" };

    public static Command Build()
    {
        var command = new Command("create", "open a dialogue, alone or as the first of several founders") { Link, Relay, Pass, Title, Parties, Name, Rules, Roles, Side };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var dialogue = new NewDialogue(
            BeginLink(parsed),
            parsed.GetRequiredValue(Title),
            [.. parsed.GetRequiredValue(Parties).Select(ParseParty)],
            parsed.GetRequiredValue(Name))
        {
            Rules = parsed.GetRequiredValue(Rules),
            Roles = parsed.GetValue(Roles) ?? [],
            Side = parsed.GetValue(Side) ?? string.Empty,
        };
        await using var client = await session.MakeAsync("opening the dialogue", options => DialogueClient.CreateAsync(dialogue, options, cancellation));
        session.Terminal.Answer(await client.StatusAsync(cancellation), status => status.Stage == "founding" ?
        [
            $"the dialogue {SafeText.Line(status.Dialogue)} begins when all its founders have signed the Charter",
            "next: dialogue founder invite --role organizer --side CODE, one link for each of the others",
        ]
        :
        [
            $"the dialogue {SafeText.Line(status.Dialogue)} is open; you are {SafeText.Line(status.Name)}, {string.Join(" and ", status.Roles)}",
            "next: dialogue invite --role participant --party CODE",
        ]);
        return (int)ExitCode.Ok;
    }

    private static string BeginLink(ParseResult parsed) => (parsed.GetValue(Link), parsed.GetValue(Relay), parsed.GetValue(Pass)) switch
    {
        ({ } link, null, null) => link,
        (null, { } relay, { } pass) => $"{relay.TrimEnd('/')}/#pass={pass}",
        _ => throw new UsageException("it is not clear on which relay to begin", "write the Begin link right after create, or give both --relay and --pass"),
    };

    private static PartyView ParseParty(string written) =>
        written.Split(':', 2) is [{ Length: > 0 } code, { Length: > 0 } title] && !title.StartsWith("//", StringComparison.Ordinal)
            ? new PartyView(code, title)
            : throw new UsageException("a side is not written as CODE:TITLE", "for example --party hill:\"Hill side\"");
}
