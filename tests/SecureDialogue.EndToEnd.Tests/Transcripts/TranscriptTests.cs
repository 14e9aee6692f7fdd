using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Transcripts;

public sealed class TranscriptTests(ITestOutputHelper output)
{
    private static string Folder => Path.Combine(BuildOutput.Tests, "Transcripts");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_program_says_what_the_transcript_says(string name)
    {
        var transcript = Transcript.Parse(await File.ReadAllLinesAsync(Path.Combine(Folder, name + ".txt")));
        await using var rehearsal = new Rehearsal(output);

        var judged = await rehearsal.PlayAsync(transcript);

        output.WriteLine($"measured: transcript {name}: {judged} commands");
    }

    [Fact]
    public void A_transcript_is_judged_line_by_line()
    {
        var transcript = Transcript.Parse(["# note", "$ say it", "> <id>  two <id>", "> ...", "! dialogue: no", "? 3"]);

        var step = Assert.Single(transcript.Steps);
        Assert.Equal(3, step.ExitCode);
        Assert.True(transcript.Matches(step.Error, ["dialogue: no"]));
        Assert.False(transcript.Matches(step.Error, ["dialogue: no", "more"]));
        Assert.False(transcript.Matches(step.Error, []));
        Assert.False(transcript.Matches(step.Error, ["dialogue: yes"]));
    }

    [Fact]
    public void A_word_taken_once_means_the_same_from_then_on()
    {
        var transcript = Transcript.Parse([]);

        Assert.True(transcript.Matches(["<id>  first"], ["ab12  first"]));
        Assert.True(transcript.Matches(["<id>  second"], ["ab12  second"]));
        Assert.False(transcript.Matches(["<id>  third"], ["cd34  third"]));
        Assert.Equal("admit ab12", transcript.Fill("admit <id>"));
    }
}
