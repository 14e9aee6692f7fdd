using SecureDialogue.Cli;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Conversation;

/// <summary>Three founders with homes of their own come to one Charter, with the real relay, which is down in between.</summary>
public sealed class CeremonyTests
{
    [Theory]
    [Trait("Category", "Long")]
    [InlineData("orla", "otto", "ingrid")]
    [InlineData("ingrid", "otto", "orla")]
    public async Task Three_founders_sign_one_charter_in_any_order_while_the_relay_comes_and_goes(params string[] order)
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        var people = new[] { "ingrid", "orla", "otto" }.ToDictionary(name => name, name => new Person(workplace, name, name));
        var (ingrid, orla, otto) = (people["ingrid"], people["orla"], people["otto"]);
        await ingrid.RunAsync("create", relay.BeginLink, "--rules", "1+1+1", "--title", "River talks", "--party", "hill:Hill", "--party", "coast:Coast", "--name", "ingrid");
        var toOrla = (await ingrid.RunAsync("founder", "invite", "--role", "organizer", "--side", "hill")).Trim();
        var toOtto = (await ingrid.RunAsync("founder", "invite", "--role", "organizer", "--side", "coast")).Trim();

        await orla.RunAsync("join", toOrla, "--name", "orla");
        await relay.KillAsync();
        Assert.Equal((int)ExitCode.RelayUnreachable, (await otto.TryAsync("join", toOtto, "--name", "otto")).ExitCode);
        await relay.StartAsync();
        var tooEarly = await ingrid.TryAsync("charter", "propose");
        await otto.RunAsync("join", toOtto, "--name", "otto");
        await relay.KillAsync();
        var away = await ingrid.TryAsync("charter", "propose", "--note", "as agreed at the workshop");
        await relay.StartAsync();
        var proposed = await ingrid.JsonAsync("charter", "propose", "--note", "as agreed at the workshop");

        Assert.Equal((int)ExitCode.NotReady, tooEarly.ExitCode);
        Assert.Contains("dialogue founder invite", tooEarly.Error, StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.NotReady, away.ExitCode);
        var paper = proposed.GetProperty("paper").GetString()!;
        var digits = await Task.WhenAll(people.Values.Select(one => DigitsAsync(one)));
        Assert.Single(digits.Distinct());
        Assert.Matches("^[0-9]{4}( [0-9]{4}){9}$", digits[0]);
        Assert.Contains("1 organizer of each side and 1 facilitator", await orla.RunAsync("charter"), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Usage, (await orla.TryAsync("sign", paper)).ExitCode);

        foreach (var name in order.Where(name => name != "ingrid"))
        {
            await relay.KillAsync();
            Assert.Equal((int)ExitCode.RelayUnreachable, (await people[name].TryAsync("sign", paper, "--compared")).ExitCode);
            await relay.StartAsync();
            await people[name].RunAsync("sync");
        }

        foreach (var name in order)
        {
            await people[name].RunAsync("sync");
        }

        var states = await Task.WhenAll(people.Values.Select(one => one.JsonAsync("status")));
        Assert.All(states, state => Assert.Equal("admitted", state.GetProperty("stage").GetString()));
        Assert.Single(states.Select(state => state.GetProperty("charter").GetString()).Distinct());
        Assert.Equal(["", "coast", "hill"], states.Select(state => state.GetProperty("party").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(await Task.WhenAll(people.Values.Select(one => DigitsAsync(one))), one => Assert.Equal(digits[0], one));
    }

    [Fact]
    public async Task A05_a_founders_link_used_twice_leaves_both_in_doubt_and_an_invitation_founds_nothing()
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        var (ingrid, orla, mallory) = (new Person(workplace, "ingrid", "ingrid"), new Person(workplace, "orla", "orla"), new Person(workplace, "mallory", "mallory"));
        await ingrid.RunAsync("create", relay.BeginLink, "--rules", "two-of-three", "--title", "River talks", "--party", "hill:Hill", "--name", "ingrid");
        var link = (await ingrid.RunAsync("founder", "invite", "--role", "organizer")).Trim();

        await orla.RunAsync("join", link, "--name", "orla");
        var before = await FoundersAsync(ingrid);
        await mallory.RunAsync("join", link, "--name", "mallory");
        var after = await FoundersAsync(ingrid);
        var refused = await ingrid.TryAsync("charter", "propose");

        Assert.Equal(["ingrid", "orla"], before.Where(one => !one.InDoubt).Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["mallory", "orla"], after.Where(one => one.InDoubt).Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal((int)ExitCode.InDoubt, refused.ExitCode);
        Assert.Equal("in doubt", (await mallory.JsonAsync("status")).GetProperty("stage").GetString());
        Assert.Equal((int)ExitCode.NotAllowed, (await ingrid.TryAsync("invite", "--role", "participant", "--party", "hill")).ExitCode);
    }

    private static async Task<string> DigitsAsync(Person person) => (await person.JsonAsync("charter", "digits")).GetProperty("digits").GetString()!;

    private static async Task<List<(string Name, bool InDoubt)>> FoundersAsync(Person person) =>
        [.. (await person.JsonAsync("founder", "list")).EnumerateArray().Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("inDoubt").GetBoolean()))];
}
