using Microsoft.Data.Sqlite;
using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

public sealed class OrderTests(ITestOutputHelper output)
{
    private const int Channels = 44;
    private const double Level = 0.01;

    /// <summary>Bytes of a log with one frame.</summary>
    private const int EmptyLog = 32 + 24 + 16_384;

    // By chance one of a hundred trials is below the level; three in a row are not.
    private const int Opinions = 3;

    [Fact]
    public async Task Order_of_insertion_does_not_tell_which_letters_belong_to_which_commit()
    {
        var open = new HashSet<string>();
        for (var opinion = 1; opinion <= Opinions && (opinion == 1 || open.Count > 0); opinion++)
        {
            var below = (await TrialAsync()).Where(t => t.P <= Level).Select(t => t.Order).ToHashSet();
            open = opinion == 1 ? below : [.. open.Intersect(below)];
        }

        Assert.Empty(open);
    }

    [Fact]
    public void The_same_predictor_succeeds_when_both_are_in_one_file()
    {
        using var workplace = new Workplace();
        using var both = Planted.Database("CREATE TABLE entry (bytes BLOB)", workplace.In("both.db"));
        var (letters, commits) = (new List<(byte[] Bytes, int Channel)>(), new List<byte[]>());
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var joiner = 0; joiner < 3; joiner++)
            {
                letters.Add((Insert(both), channel));
            }

            commits.Add(Insert(both));
        }

        var byRow = Judge(Rows(both, "entry"), Rows(both, "entry"), letters, commits);

        output.WriteLine($"measured: control in one file: {byRow.Hits} of {letters.Count} letters paired, p = {byRow.P:F4}");
        Assert.InRange(byRow.P, 0, Level);
    }

    private async Task<List<(string Order, double P)>> TrialAsync()
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        await using var traffic = await JoiningTraffic.MakeAsync(relay, Channels);
        await QuietAsync(relay);

        var results = new List<(string, double)>();
        using (var mailboxes = relay.OpenDatabase("mailboxes"))
        using (var channels = relay.OpenDatabase("channels"))
        {
            Note("rows", Judge(Rows(mailboxes, "letter"), Rows(channels, "item"), traffic.Letters, traffic.Commits));
        }

        foreach (var byEnd in new[] { false, true })
        {
            var letters = PhysicalOrder.Of(Path.Combine(relay.DataDirectory, "mailboxes.db"), [.. traffic.Letters.Select(l => l.Bytes)], byEnd);
            var commits = PhysicalOrder.Of(Path.Combine(relay.DataDirectory, "channels.db"), traffic.Commits, byEnd);
            Assert.Equal((traffic.Letters.Count, traffic.Commits.Count), (letters.Count, commits.Count));
            Note(byEnd ? "file, by ends" : "file, by beginnings", OrderPredictor.Judge([.. letters.Select(i => traffic.Letters[i].Channel)], commits));
        }

        return results;

        void Note(string order, (int Hits, double P) judged)
        {
            output.WriteLine($"measured: {Channels} channels, {traffic.Letters.Count} letters, order of {order}: {judged.Hits} paired, p = {judged.P:F4}");
            results.Add((order, judged.P));
        }
    }

    /// <summary>Until nothing but one frame is in the write-ahead logs: they keep order by their nature, and for a second only.</summary>
    private static async Task QuietAsync(Relay relay)
    {
        for (var i = 0; i < 100 && Directory.EnumerateFiles(relay.DataDirectory, "*-wal").Any(HasFrames); i++)
        {
            await Task.Delay(100);
        }

        Assert.All(Directory.EnumerateFiles(relay.DataDirectory, "*-wal"), file => Assert.False(HasFrames(file)));
    }

    private static bool HasFrames(string log)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan(Math.Min(bytes.Length, EmptyLog)).ContainsAnyExcept((byte)0);
    }

    private static (int Hits, double P) Judge(
        List<byte[]> letterRows, List<byte[]> commitRows, List<(byte[] Bytes, int Channel)> letters, List<byte[]> commits)
    {
        var channelOfLetter = letters.ToDictionary(l => Convert.ToHexString(l.Bytes), l => l.Channel);
        var channelOfCommit = commits.Select((c, i) => (c, i)).ToDictionary(c => Convert.ToHexString(c.c), c => c.i);
        return OrderPredictor.Judge(Known(letterRows, channelOfLetter), Known(commitRows, channelOfCommit));
    }

    private static List<int> Known(List<byte[]> rows, Dictionary<string, int> channels) =>
        [.. rows.Select(Convert.ToHexString).Where(channels.ContainsKey).Select(r => channels[r])];

    private static byte[] Insert(SqliteConnection database)
    {
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(600);
        using var command = database.CreateCommand();
        command.CommandText = "INSERT INTO entry VALUES ($1)";
        command.Parameters.AddWithValue("$1", bytes);
        command.ExecuteNonQuery();
        return bytes;
    }

    private static List<byte[]> Rows(SqliteConnection database, string table)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The tables are named above.
        command.CommandText = $"SELECT bytes FROM {table} WHERE bytes IS NOT NULL ORDER BY rowid";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<byte[]>();
        while (reader.Read())
        {
            rows.Add(reader.GetFieldValue<byte[]>(0));
        }

        return rows;
    }
}
