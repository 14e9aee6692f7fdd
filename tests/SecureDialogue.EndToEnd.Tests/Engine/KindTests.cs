using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Each kind of channel is for some roles only: at the desk, and by the verdict of each member.</summary>
public sealed class KindTests
{
    [Fact]
    public async Task Each_kind_refuses_by_name_who_has_no_place_in_it_and_takes_who_has()
    {
        await using var talks = await OfAllRolesAsync();
        var founder = talks.Founder.Client;
        (string Kind, string Stranger, string[] Members)[] kinds =
        [
            ("working-group", "otto", ["amal", "carla", "noor"]), ("commons", "noor", ["amal", "ines"]), ("team", "amal", ["ines", "noor"]),
            ("text-desk", "amal", ["noor"]), ("desk", "ines", ["otto"]),
        ];
        foreach (var (kind, stranger, members) in kinds)
        {
            var refused = await Assert.ThrowsAsync<DialogueException>(() => founder.CreateChannelAsync(kind, kind, [.. members, stranger], unbalanced: true));
            var made = await founder.CreateChannelAsync(kind, kind, members);
            var later = await Assert.ThrowsAsync<DialogueException>(() => founder.AddMembersAsync(kind, [stranger], unbalanced: true));

            Assert.Equal($"no place in this kind of channel: {stranger}", refused.Message);
            Assert.Equal(refused.Message, later.Message);
            Assert.Equal((kind, members.Length + 1), (made.Channel.Kind, made.Channel.Members));
        }

        await talks["amal"].SyncAsync();
        Assert.Equal(["commons", "working-group"], (await talks["amal"].Client.ChannelsAsync()).Select(one => one.Kind).Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<DialogueException>(() => founder.CreateChannelAsync("Two", "quiet-line", ["amal"]));
    }

    [Fact]
    public async Task A_working_group_is_opened_and_filled_with_as_many_of_each_side_or_by_a_word()
    {
        await using var talks = await OfAllRolesAsync();
        var founder = talks.Founder.Client;

        var uneven = await Assert.ThrowsAsync<DialogueException>(() => founder.CreateChannelAsync("Water", "working-group", ["amal", "noor"]));
        var none = await founder.ChannelsAsync();
        await founder.CreateChannelAsync("Water", "working-group", ["amal", "carla"]);
        var later = await Assert.ThrowsAsync<DialogueException>(() => founder.AddMembersAsync("Water", ["boris"]));
        var agreed = await founder.AddMembersAsync("Water", ["boris"], unbalanced: true);

        Assert.Equal("a working group has as many participants of each side", uneven.Message);
        Assert.Equal(uneven.Message, later.Message);
        Assert.Empty(none);
        Assert.Equal(["boris"], agreed.Added);
    }

    [Fact]
    public async Task A08_a_facilitator_who_draws_a_participant_into_the_team_is_refused_by_every_member()
    {
        await using var talks = await OfAllRolesAsync();
        await talks.Founder.Client.CreateChannelAsync("Team", "team", ["rogue", "noor"]);
        await talks["noor"].SyncAsync();
        await talks["rogue"].SyncAsync();
        await using (var rogue = await ModifiedClient.OfAsync(talks["rogue"], "Team"))
        {
            await rogue.WelcomeAsync(talks["amal"], (await rogue.CommitAsync([ModifiedClient.PackageOf(talks["amal"])], []))!.Value);
        }

        var told = (await talks["noor"].SyncAsync()).Notices;
        await talks["amal"].SyncAsync();
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SupersedeAsync("Team");
        await talks.Founder.Client.AddMembersAsync("Team", ["ines"]);
        await talks["ines"].SyncAsync();
        await talks["noor"].SyncAsync();

        Assert.Contains(told, notice => notice.Contains("role", StringComparison.Ordinal));
        Assert.Empty(await talks["amal"].Client.ChannelsAsync());
        Assert.Equal(["founder", "ines", "noor", "rogue"], (await talks["noor"].Client.RosterAsync("Team")).Members.Select(one => one.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<Talks> OfAllRolesAsync()
    {
        var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("amal");
        await talks.AdmitAsync("boris");
        await talks.AdmitAsync("carla", side: "coast");
        await talks.AdmitAsync("rogue", "facilitator");
        await talks.AdmitAsync("otto", "organizer");
        await talks.AdmitAsync("ines", "interpreter", string.Empty);
        await talks.AdmitAsync("noor", "rapporteur", string.Empty);
        await talks.SyncAllAsync();
        return talks;
    }
}
