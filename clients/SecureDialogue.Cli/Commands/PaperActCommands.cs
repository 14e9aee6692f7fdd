using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary>What a person does with a paper: <c>dialogue sign</c>, <c>ask</c>, <c>answer</c>, <c>object</c>, <c>withdraw</c>. Each answers with the whole paper.</summary>
internal static class PaperActCommands
{
    /// <summary>The paper that a command is about.</summary>
    public static readonly Argument<string> Id = new("id") { Description = "the paper, as dialogue papers lists it" };
    private static readonly Argument<string> Text = new("text") { Description = "what to say, at most 1000 characters" };

    public static IEnumerable<Command> Build() =>
    [
        SignCommand.Build(),
        Act("ask", "ask a question about a paper; all its signers read it", (client, id, text, cancellation) => client.AskAsync(id, text, cancellation), Text),
        Act("answer", "answer a question about a paper; all its signers read it", (client, id, text, cancellation) => client.AnswerAsync(id, text, cancellation), Text),
        Act("object", "object to a paper; the reason is for facilitators and whoever proposed it", (client, id, text, cancellation) => client.ObjectAsync(id, text, cancellation), Text),
        Act("withdraw", "take back your objection, or a paper that you proposed", (client, id, _, cancellation) => client.WithdrawAsync(id, cancellation)),
    ];

    private static Command Act(
        string name, string what, Func<DialogueClient, string, string, CancellationToken, Task<PaperDetails>> act, Argument<string>? text = null)
    {
        var command = new Command(name, what) { Id };
        if (text is not null)
        {
            command.Add(text);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new Session(parsed);
            await using var client = await session.OpenAsync(cancellation);
            var words = text is null ? string.Empty : parsed.GetRequiredValue(text);
            var details = await session.Terminal.WorkAsync("working", act(client, parsed.GetRequiredValue(Id), words, cancellation));
            session.Terminal.Answer(details, PaperCommand.Lines);
            return session.Finish(client);
        });
        return command;
    }
}
