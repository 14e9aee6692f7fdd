using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue charter</c>: what was agreed, in plain words; and how it is changed.</summary>
internal static class CharterCommand
{
    private static readonly Option<bool> Proposed = new("--proposed") { Description = "the version that waits for signatures, not the one in force" };

    public static Command Build()
    {
        var command = new Command("charter", "show the Charter in plain words, propose one, or accept it")
        {
            Proposed,
            CharterDigitsCommand.Build(),
            CharterDraftCommand.Build(),
            CharterProposeCommand.Build(),
            CharterAcceptCommand.Build(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>The version, then what it changes, then who accepted it.</summary>
    public static IEnumerable<string> Lines(CharterView charter) =>
    [
        $"{charter.State}, {charter.Id}",
        .. charter.Words.Select(SafeText.Block),
        .. charter.Changes.Select(line => $"changed: {SafeText.Block(line)}"),
        .. People("accepted by", charter.Accepted),
        .. People("not accepted yet by", charter.NotAccepted),
    ];

    private static IEnumerable<string> People(string what, IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : [$"{what}: {string.Join(", ", names.Select(SafeText.Line))}"];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        session.Terminal.Answer(await client.CharterAsync(parsed.GetValue(Proposed), cancellation), Lines);
        return session.Finish(client);
    }
}
