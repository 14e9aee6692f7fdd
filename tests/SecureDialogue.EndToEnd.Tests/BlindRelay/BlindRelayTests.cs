using SecureDialogue.EndToEnd.Tests.Conversation;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

[Collection(RiverTalksScene.Name)]
public sealed class BlindRelayTests(RiverTalks talks, ITestOutputHelper output)
{
    [Fact]
    public void No_planted_word_is_in_the_databases_and_logs_of_the_relay()
    {
        var search = new NeedleSearch(Cast.Secrets);
        var files = Directory.EnumerateFiles(talks.Relay.DataDirectory, "*", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length > 0).ToList();

        files.ForEach(search.SearchFile);
        search.Search(System.Text.Encoding.UTF8.GetBytes(talks.Relay.Logs));

        Assert.Empty(search.Found);
        Assert.Contains(files, f => f.Contains("mailboxes", StringComparison.Ordinal));
        Assert.Contains(files, f => f.Contains("channels", StringComparison.Ordinal));
        output.WriteLine($"measured: {search.Count} needles in {files.Count} files and the logs, {search.BytesSearched / 1024} KiB: 0 found");
        Assert.InRange(search.BytesSearched, 100_000, long.MaxValue);
    }

    [Fact]
    public void No_planted_word_is_in_the_memory_of_the_live_relay()
    {
        var search = new NeedleSearch(Cast.Secrets);

        ProcessMemory.Search(talks.Relay.ProcessId, search);

        Assert.Empty(search.Found);
        output.WriteLine($"measured: {search.Count} needles in {search.BytesSearched >> 20} MiB of the relay's memory: 0 found");
        Assert.InRange(search.BytesSearched, 20_000_000, long.MaxValue);
    }

    [Fact]
    public async Task The_planted_words_are_found_in_unlocked_clients()
    {
        var search = new NeedleSearch(Cast.Secrets);
        await using var reader = talks.Of(Cast.Leyla).Start(["read", Cast.Plenary, "--follow"]);
        await reader.WaitForAsync(said => said.Contains("end-of-quillwort", StringComparison.Ordinal));

        ProcessMemory.Search(reader.Id, search);
        search.Search(System.Text.Encoding.UTF8.GetBytes(await talks.Ingrid.RunAsync("requests")));

        // What was typed decomposed is composed everywhere but in the process that it was typed into.
        var missing = Cast.Secrets.Where(words => words.IsNormalized()).Except(search.Found.Select(n => n.Words));
        Assert.Empty(missing);
        output.WriteLine($"measured: {search.Found.Select(n => n.Words).Distinct().Count()} of {Cast.Secrets.Count} planted words in {search.BytesSearched >> 20} MiB of a client's memory");
    }

    [Fact]
    public void No_value_is_in_both_the_mailbox_rows_and_the_channel_rows()
    {
        using var mailboxDatabase = talks.Relay.OpenDatabase("mailboxes");
        using var channelDatabase = talks.Relay.OpenDatabase("channels");
        var mailboxes = RowValues.Of(mailboxDatabase);
        var channels = RowValues.Of(channelDatabase);

        Assert.Empty(mailboxes.Values.Intersect(channels.Values));
        Assert.Empty(mailboxes.Windows().Intersect(channels.Windows()));
        output.WriteLine($"measured: {mailboxes.Values.Count} values of mailbox rows, {channels.Values.Count} of channel rows: none in both");
        Assert.InRange(mailboxes.Values.Count, 50, int.MaxValue);
        Assert.InRange(channels.Values.Count, 30, int.MaxValue);
    }
}
