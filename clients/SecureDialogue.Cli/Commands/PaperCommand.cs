using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue paper</c>: everything that is signed with one paper.</summary>
internal static class PaperCommand
{
    public static Command Build()
    {
        var command = new Command("paper", "read all of one paper before you sign it") { PaperActCommands.Id };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>The paper, what was written down, what was said.</summary>
    public static IEnumerable<string> Lines(PaperDetails details) =>
    [
        $"{details.Paper.Id}  {details.Paper.State}: {SafeText.Line(details.Paper.About)}",
        $"proposed by {SafeText.Line(details.Paper.By)}, {PapersCommand.Time(details.Paper.ProposedAt)}",
        .. details.Terms.Select(SafeText.Line),
        .. details.Note.Length > 0 ? [$"note: {SafeText.Block(details.Note)}"] : Array.Empty<string>(),
        .. details.Vetting is { } vetting ? Vetting(vetting) : [],
        $"signed: {PapersCommand.Names(details.Paper.Signed)}",
        .. details.Paper.Missing.Count > 0 ? [$"missing: {PapersCommand.Names(details.Paper.Missing)}"] : Array.Empty<string>(),
        .. details.Remarks.Select(Remark),
    ];

    private static IEnumerable<string> Vetting(VettingView vetting) =>
    [
        $"standing: {vetting.Standing}",
        $"acceptable to the other side: {SafeText.Block(vetting.Acceptability)}",
        $"counsel: {vetting.Counsel}, list {SafeText.Line(vetting.ListVersion)}, next review {PapersCommand.Time(vetting.NextReview)}",
        .. vetting.Conditions.Length > 0 ? [$"conditions: {SafeText.Block(vetting.Conditions)}"] : Array.Empty<string>(),
    ];

    private static string Remark(RemarkView remark)
    {
        var words = remark.Text.Length > 0 ? $": {SafeText.Block(remark.Text)}" : string.Empty;
        return $"{PapersCommand.Time(remark.At)}  {SafeText.Line(remark.From)}  {remark.Kind}{words}";
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var details = await session.Terminal.WorkAsync("fetching letters", client.PaperAsync(parsed.GetRequiredValue(PaperActCommands.Id), cancellation));
        session.Terminal.Answer(details, Lines);
        return session.Finish(client);
    }
}
