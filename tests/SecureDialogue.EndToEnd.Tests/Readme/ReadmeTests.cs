using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Readme;

public sealed class ReadmeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_five_minute_conversation_runs_as_it_is_written()
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        var blocks = BashBlocks(await File.ReadAllLinesAsync(Path.Combine(BuildOutput.Root, "README.md")));
        Directory.CreateDirectory(workplace.In("artifacts"));
        File.CreateSymbolicLink(workplace.In("artifacts", "dialogue"), workplace.In(".bin", "dialogue"));
        var script = string.Join('\n', blocks.Select(block => string.Join('\n', block)));

        var outcome = await workplace.ShellAsync("set -euo pipefail\n" + script, ("BEGIN", relay.BeginLink));

        output.WriteLine($"measured: README, {blocks.Count} blocks, {blocks.Sum(b => b.Count)} lines");
        output.WriteLine(outcome.ToString());
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Good morning", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("صباح الخير", outcome.Out, StringComparison.Ordinal);
        Assert.InRange(blocks.Count, 4, 20);
    }

    private static List<List<string>> BashBlocks(IEnumerable<string> lines)
    {
        var (blocks, inside) = (new List<List<string>>(), false);
        foreach (var line in lines.SkipWhile(l => !l.StartsWith("## A conversation in five minutes", StringComparison.Ordinal)))
        {
            if (line == "```bash")
            {
                (inside, blocks) = (true, [.. blocks, []]);
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = false;
            }
            else if (inside)
            {
                blocks[^1].Add(line);
            }
        }

        return blocks;
    }
}
