using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary>
/// <c>dialogue home card</c>: makes a home card. The name of the person at home is read from standard input: a command line would leave it
/// in the history of the shell and in the list of processes.
/// </summary>
internal static class HomeCardCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<long[]> Numbers = new("number") { Description = "a cleared message; one or more", Arity = ArgumentArity.OneOrMore };

    public static Command Build()
    {
        var command = new Command("card", "make a home card of cleared messages; for whom is asked, and stays on this device") { Channel, Numbers };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        if (Terminal.CanAsk)
        {
            session.Terminal.Ask("for whom at home (stays on this device): ");
        }

        var person = await Console.In.ReadLineAsync(cancellation) ?? throw new UsageException("the card names nobody", "give the name on standard input");
        await using var client = await session.OpenAsync(cancellation);
        var card = await client.MakeHomeCardAsync(parsed.GetRequiredValue(Channel), parsed.GetRequiredValue(Numbers), person, cancellation);
        session.Terminal.Answer(card, HomeCommand.Lines);
        return session.Finish(client);
    }
}
