using SecureDialogue.Cli;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Output;

public sealed class KeyboardTests : IAsyncLifetime
{
    private readonly Workplace _workplace = new();
    private Relay _relay = null!;

    private string Create => $"create '{_relay.BeginLink}' --title Talks --party hill:Hill --name Ingrid";

    private Person Ingrid => new(_workplace, "Ingrid", "ingrid");

    public async Task InitializeAsync() => _relay = await Relay.StartAsync(_workplace);

    public async Task DisposeAsync()
    {
        await _relay.DisposeAsync();
        _workplace.Dispose();
    }

    [Fact]
    public async Task The_passphrase_of_a_new_home_is_typed_twice_and_never_shown()
    {
        await using var create = Ingrid.StartAtTerminal(Create);
        await create.AnswerAsync("new passphrase: ", Workplace.Passphrase);
        await create.AnswerAsync("the same again: ", Workplace.Passphrase);

        var outcome = await create.EndAsync();

        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain("herons", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Ingrid.TryAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Two_different_passphrases_make_no_home()
    {
        await using var create = Ingrid.StartAtTerminal(Create);
        await create.AnswerAsync("new passphrase: ", "nine herons");
        await create.AnswerAsync("the same again: ", "ten herons");

        var outcome = await create.EndAsync();

        Assert.Equal((int)ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("dialogue: the two passphrases differ", outcome.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Ingrid.Home));
    }

    [Theory]
    [InlineData("no", (int)ExitCode.NotReady, 1)]
    [InlineData("yes", (int)ExitCode.Ok, 0)]
    public async Task Admitting_asks_whether_the_digits_match(string answer, int code, int stillAsking)
    {
        var sana = new Person(_workplace, "Sana", "sana");
        await Ingrid.RunAsync("create", _relay.BeginLink, "--title", "Talks", "--party", "hill:Hill", "--name", "Ingrid");
        await sana.RunAsync("join", (await Ingrid.RunAsync("invite", "--role", "participant", "--party", "hill")).Trim(), "--name", "Sana");
        var id = (await Ingrid.JsonAsync("requests"))[0].GetProperty("id").GetString();
        var digits = (await sana.JsonAsync("digits")).GetProperty("digits").GetString()!;
        await using var admit = Ingrid.StartAtTerminal($"admit {id}");
        await admit.AnswerAsync("passphrase: ", Workplace.Passphrase);
        await admit.AnswerAsync("type yes or no: ", answer);

        var outcome = await admit.EndAsync();

        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(digits, outcome.Out, StringComparison.Ordinal);
        Assert.Equal(stillAsking, (await Ingrid.JsonAsync("requests")).GetArrayLength());
    }
}
