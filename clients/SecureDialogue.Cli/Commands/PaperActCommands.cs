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
        Act(new("ask", "ask a question about a paper; all its signers read it") { Id, Text }, (client, parsed, end) =>
            client.AskAsync(parsed.GetRequiredValue(Id), parsed.GetRequiredValue(Text), end)),
        Act(new("answer", "answer a question about a paper; all its signers read it") { Id, Text }, (client, parsed, end) =>
            client.AnswerAsync(parsed.GetRequiredValue(Id), parsed.GetRequiredValue(Text), end)),
        Act(new("object", "object to a paper; the reason is for facilitators and whoever proposed it") { Id, Text }, (client, parsed, end) =>
            client.ObjectAsync(parsed.GetRequiredValue(Id), parsed.GetRequiredValue(Text), end)),
        Act(new("withdraw", "take back your objection, or a paper that you proposed") { Id }, (client, parsed, end) =>
            client.WithdrawAsync(parsed.GetRequiredValue(Id), end)),
    ];

    private static Command Act(Command command, Func<DialogueClient, ParseResult, CancellationToken, Task<PaperDetails>> act) =>
        ActCommand.Show(command, "working", act, PaperCommand.Lines);
}
