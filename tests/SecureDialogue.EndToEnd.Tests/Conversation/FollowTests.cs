using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Conversation;

public sealed class FollowTests
{
    private const string Channel = "Plenary";

    [Fact]
    [Trait("Category", "Long")]
    public async Task Follow_shows_what_comes_leaves_the_home_free_and_ends_with_Ctrl_C()
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        var ingrid = new Person(workplace, "Ingrid", "ingrid");
        await ingrid.RunAsync("create", relay.BeginLink, "--title", "Talks", "--party", "hill:Hill", "--name", ingrid.Name);
        await ingrid.RunAsync("channel", "create", Channel, "--kind", "plenary", "--all");
        await ingrid.RunAsync("send", Channel, "before");
        await using var follow = ingrid.Start(["read", Channel, "--follow", "--json"]);
        await follow.WaitForAsync(said => said.Contains("\"before\"", StringComparison.Ordinal));

        await ingrid.RunAsync("send", Channel, "meanwhile, with the same home");
        await follow.WaitForAsync(said => said.Contains("meanwhile", StringComparison.Ordinal));
        await relay.KillAsync();
        var waiting = await ingrid.TryAsync("send", Channel, "while the relay is away");
        await relay.StartAsync();
        await ingrid.RunAsync("sync");
        await follow.WaitForAsync(said => said.Contains("while the relay is away", StringComparison.Ordinal));
        await follow.SignalAsync("INT");
        var outcome = await follow.EndAsync();

        Assert.Equal((int)Cli.ExitCode.Waiting, waiting.ExitCode);
        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Error));
        Assert.All(outcome.Out.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("{\"number\":", line, StringComparison.Ordinal));
    }
}
