using System.CommandLine;
using System.Globalization;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue papers</c>: what waits for signatures.</summary>
internal static class PapersCommand
{
    public static Command Build()
    {
        var command = new Command("papers", "list what several people sign, and whose signature is missing");
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>One paper in one line.</summary>
    public static string Line(PaperView paper)
    {
        var missing = paper.Missing.Count > 0 ? $"  missing: {Names(paper.Missing)}" : string.Empty;
        var from = paper.From is { } hour ? $"  from {Time(hour)}" : string.Empty;
        var objections = paper.Objections > 0 ? $"  open objections: {paper.Objections}" : string.Empty;
        return $"{paper.Id}  {paper.State}  {SafeText.Line(paper.About)}  signed: {Names(paper.Signed)}{missing}{from}{objections}";
    }

    /// <summary>A time as people read it.</summary>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Names in one line.</summary>
    public static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Select(SafeText.Line));

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var papers = await session.Terminal.WorkAsync("fetching letters", client.PapersAsync(cancellation));
        session.Terminal.Answer(papers, all => all.Select(Line));
        if (papers.Count == 0)
        {
            session.Terminal.Note("nothing waits for signatures");
        }

        return session.Finish(client);
    }
}
