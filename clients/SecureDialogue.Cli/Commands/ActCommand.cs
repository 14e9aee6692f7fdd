using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary>A command that is one act of the client, in the home that the options name.</summary>
internal static class ActCommand
{
    /// <summary>An act that is posted to a channel; answered as <c>dialogue send</c> answers.</summary>
    public static Command Post(Command command, Func<DialogueClient, ParseResult, CancellationToken, Task<SendOutcome>> act) =>
        Build(command, "sending", act, SendCommand.Answer);

    /// <summary>An act that is answered with what it changed.</summary>
    public static Command Show<T>(
        Command command, string waiting, Func<DialogueClient, ParseResult, CancellationToken, Task<T>> act, Func<T, IEnumerable<string>> lines) =>
        Build(command, waiting, act, (session, client, changed) =>
        {
            session.Terminal.Answer(changed, lines);
            return session.Finish(client);
        });

    private static Command Build<T>(
        Command command, string waiting, Func<DialogueClient, ParseResult, CancellationToken, Task<T>> act, Func<Session, DialogueClient, T, int> answer)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new Session(parsed);
            await using var client = await session.OpenAsync(cancellation);
            return answer(session, client, await session.Terminal.WorkAsync(waiting, act(client, parsed, cancellation)));
        });
        return command;
    }
}
