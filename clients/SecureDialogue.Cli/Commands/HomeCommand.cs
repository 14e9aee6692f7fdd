using System.CommandLine;
using System.Globalization;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue home</c>: what may be said at home, and what was heard there.</summary>
internal static class HomeCommand
{
    public static Command Build() => new("home", "home cards: what you may say at home and to whom, on this device only")
    {
        HomeCardCommand.Build(),
        List(),
        Drop(),
        Heard(),
    };

    /// <summary>A card as it is read.</summary>
    public static IEnumerable<string> Lines(HomeCardView card) =>
    [
        $"{card.Id}  {card.MadeAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  for {SafeText.Line(card.For)}",
        .. card.Lines.Select(line => "    - " + SafeText.Block(line)),
    ];

    private static Command List()
    {
        var command = new Command("list", "show the home cards of this device");
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new Session(parsed);
            await using var client = await session.OpenAsync(cancellation);
            session.Terminal.Answer(await client.HomeCardsAsync(cancellation), cards => cards.SelectMany(Lines));
            return session.Finish(client);
        });
        return command;
    }

    private static Command Drop()
    {
        var id = new Argument<string>("id") { Description = "the beginning of the card's id" };
        var command = new Command("drop", "delete a home card") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new Session(parsed);
            await using var client = await session.OpenAsync(cancellation);
            session.Terminal.Answer(await client.DropHomeCardAsync(parsed.GetRequiredValue(id), cancellation), card => [$"{card.Id}  deleted"]);
            return session.Finish(client);
        });
        return command;
    }

    private static Command Heard()
    {
        var channel = new Argument<string>("channel") { Description = "the caucus's title or id" };
        var text = new Argument<string>("text") { Description = "what was heard; leave out from whom" };
        return ActCommand.Post(
            new("heard", "tell the caucus what was heard at home, as closed words") { channel, text },
            (client, parsed, end) => client.HeardAsync(parsed.GetRequiredValue(channel), parsed.GetRequiredValue(text), end));
    }
}
