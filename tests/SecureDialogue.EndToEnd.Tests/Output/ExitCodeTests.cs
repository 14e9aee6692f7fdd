using System.Text.RegularExpressions;
using SecureDialogue.Cli;
using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Output;

public sealed partial class ExitCodeTests
{
    [Fact]
    public void Every_refusal_of_the_client_has_an_exit_code_of_its_own()
    {
        var codes = Enum.GetValues<DialogueError>().Select(Refusal.CodeOf).ToList();

        Assert.DoesNotContain(ExitCode.Internal, codes);
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(Enum.GetNames<DialogueError>(), codes.Select(c => c.ToString()));
    }

    [Fact]
    public async Task The_documented_exit_codes_are_those_of_the_program()
    {
        var documented = Row().Matches(await File.ReadAllTextAsync(Path.Combine(BuildOutput.Root, "docs", "cli.md")))
            .Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}");

        var real = Enum.GetValues<ExitCode>().Select(c => $"{(int)c} {new Refusal(c, string.Empty, string.Empty).Name}");

        Assert.Equal(real, documented);
    }

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
