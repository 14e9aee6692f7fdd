using SecureDialogue.Cli;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Closing;

/// <summary>A dialogue ends: its founder reads the closing key to the relay's operator.</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task The_founders_closing_key_finds_everything_that_clients_made_and_the_operator_erases_it()
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        var (ingrid, sana) = (new Person(workplace, "Ingrid", "ingrid"), new Person(workplace, "Sana", "sana"));
        await ingrid.RunAsync("create", relay.BeginLink, "--title", "River talks", "--party", "hill:Hill", "--party", "coast:Coast", "--name", "Ingrid");
        await ingrid.RunAsync("channel", "create", "Plenary", "--kind", "plenary", "--all");
        await ingrid.RunAsync("send", "Plenary", "good morning");
        var invited = (await ingrid.RunAsync("invite", "--role", "participant", "--party", "hill")).Trim();
        await sana.RunAsync("join", invited, "--name", "Sana");
        var none = await sana.TryAsync("closing-key");
        var key = (await ingrid.RunAsync("closing-key")).Trim();
        await relay.StopAsync();
        var before = await OperatorAsync(workplace, relay, "holdings", "");

        var refused = await OperatorAsync(workplace, relay, "close", key[..^4] + "AAAA\nERASE\n");
        var untouched = await OperatorAsync(workplace, relay, "holdings", "");
        var closed = await OperatorAsync(workplace, relay, "close", key + "\nERASE\n");
        var after = await OperatorAsync(workplace, relay, "holdings", "");

        Assert.Equal((int)ExitCode.NotAllowed, none.ExitCode);
        Assert.Contains("only the device that opened the dialogue", none.Error, StringComparison.Ordinal);
        Assert.Matches("^([A-Z2-7]{4} ){13}[A-Z2-7]{4}$", key);
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(before.Out, untouched.Out);
        Assert.Equal((0, ""), (closed.ExitCode, closed.Error));
        Assert.Contains("dialogues 1, mailboxes 2, channels 1.", closed.Out, StringComparison.Ordinal);
        foreach (var table in new[] { "dialogue", "mailbox", "package", "letter", "acknowledged", "channel", "steward", "epoch", "item" })
        {
            Assert.Contains($"\n{table}: 0 rows", after.Out, StringComparison.Ordinal);
        }

        Assert.Contains("\nmailbox: 2 rows", before.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\nitem: 0 rows", before.Out, StringComparison.Ordinal);
        await relay.StartAsync();
        Assert.Equal((int)ExitCode.RelayRefused, (await ingrid.TryAsync("sync")).ExitCode);
    }

    [Fact]
    public async Task A_relay_that_came_back_from_a_copy_is_noticed_where_people_had_read_further_and_nothing_is_lost_there()
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        var ingrid = new Person(workplace, "Ingrid", "ingrid");
        await ingrid.RunAsync("create", relay.BeginLink, "--title", "River talks", "--party", "hill:Hill", "--party", "coast:Coast", "--name", "Ingrid");
        await ingrid.RunAsync("channel", "create", "Plenary", "--kind", "plenary", "--all");
        await ingrid.RunAsync("channel", "create", "Water", "--kind", "plenary", "--all");
        await ingrid.RunAsync("send", "Plenary", "before the copy");
        var copy = workplace.In("copy");

        var made = await OperatorAsync(workplace, relay, "backup", "", copy);
        await ingrid.RunAsync("send", "Plenary", "after the copy");
        await relay.StopAsync();
        Directory.Move(relay.DataDirectory, relay.DataDirectory + ".lost");
        Directory.Move(copy, relay.DataDirectory);
        await relay.StartAsync();
        var synced = await ingrid.TryAsync("sync");

        Assert.Equal(0, made.ExitCode);
        Assert.Contains("the relay gave us different histories: the relay's log ends before what this device read", synced.Out, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.ForkedHistory, (await ingrid.TryAsync("send", "Plenary", "not into another history")).ExitCode);
        var read = await ingrid.TryAsync("read", "Plenary");
        Assert.Equal((int)ExitCode.ForkedHistory, read.ExitCode);
        Assert.Matches("before the copy(.|\n)*after the copy", read.Out);
        await ingrid.RunAsync("send", "Water", "this one goes on");
    }

    private static async Task<Outcome> OperatorAsync(Workplace workplace, Relay relay, string command, string typed, params string[] more)
    {
        await using var process = RunningProcess.Start(
            "dotnet", ["exec", BuildOutput.Server, command, .. more, $"--Relay:DataDirectory={relay.DataDirectory}"], workplace.Directory, workplace.Environment);
        await process.CloseInputAsync(typed);
        return await process.EndAsync();
    }
}
