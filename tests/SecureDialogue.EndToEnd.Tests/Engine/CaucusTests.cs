using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A caucus is one side's own people and neutral facilitators and interpreters: at the desk, and by the verdict of each member.</summary>
public sealed class CaucusTests
{
    private const string Caucus = "Hill caucus";

    [Fact]
    public async Task A08_the_desk_opens_a_caucus_for_one_side_and_lets_nobody_else_in()
    {
        await using var talks = await OfBothSidesAsync();
        var named = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.CreateCaucusAsync(Caucus, "hill", ["amal", "carla"]));
        var unknown = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.CreateCaucusAsync(Caucus, "lake", null));
        var partial = await Assert.ThrowsAsync<DialogueException>(() => talks["fadi"].Client.CreateCaucusAsync(Caucus, "hill", []));
        var none = await talks.Founder.Client.ChannelsAsync();

        var made = await talks.Founder.Client.CreateCaucusAsync(Caucus, "hill", null);
        var later = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AddMembersAsync(Caucus, ["carla"]));
        await talks["amal"].SyncAsync();

        Assert.Contains("not of this caucus's side: carla", named.Message, StringComparison.Ordinal);
        Assert.Contains("no such side", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("of another side than the caucus", partial.Message, StringComparison.Ordinal);
        Assert.Contains("not of this caucus's side: carla", later.Message, StringComparison.Ordinal);
        Assert.Empty(none);
        Assert.Equal(("caucus", 5), (made.Channel.Kind, made.Channel.Members));
        Assert.Equal(["amal", "boris", "ines", "rogue"], made.Added.Order(StringComparer.Ordinal));
        Assert.Equal("caucus", Assert.Single(await talks["amal"].Client.ChannelsAsync()).Kind);
    }

    [Fact]
    public async Task A08_a_facilitator_who_draws_the_other_side_into_a_caucus_is_refused_by_every_member()
    {
        await using var talks = await OfBothSidesAsync();
        await talks.Founder.Client.CreateCaucusAsync(Caucus, "hill", ["amal", "rogue"]);
        await talks["amal"].SyncAsync();
        await talks["rogue"].SyncAsync();
        await using (var rogue = await ModifiedClient.OfAsync(talks["rogue"], Caucus))
        {
            await rogue.WelcomeAsync(talks["carla"], (await rogue.CommitAsync([ModifiedClient.PackageOf(talks["carla"])], []))!.Value);
        }

        var told = (await talks["amal"].SyncAsync()).Notices;
        await talks["carla"].SyncAsync();
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SupersedeAsync(Caucus);
        await talks.Founder.Client.AddMembersAsync(Caucus, ["boris"]);
        await talks["boris"].SyncAsync();
        await talks["amal"].SyncAsync();

        Assert.Contains(told, notice => notice.Contains("somebody is of another side", StringComparison.Ordinal));
        Assert.Empty(await talks["carla"].Client.ChannelsAsync());
        Assert.Equal(["amal", "boris", "founder", "rogue"], (await talks["amal"].Client.RosterAsync(Caucus)).Members.Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>Two of one side with a facilitator of that side, one of the other with a facilitator of that side, and a neutral interpreter; the founder is a neutral facilitator.</summary>
    private static async Task<Talks> OfBothSidesAsync()
    {
        var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("amal");
        await talks.AdmitAsync("boris");
        await talks.AdmitAsync("rogue", "facilitator");
        await talks.AdmitAsync("carla", side: "coast");
        await talks.AdmitAsync("fadi", "facilitator", "coast");
        await talks.AdmitAsync("ines", "interpreter", string.Empty);
        await talks.SyncAllAsync();
        return talks;
    }
}
