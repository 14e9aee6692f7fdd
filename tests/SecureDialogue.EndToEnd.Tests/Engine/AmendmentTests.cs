using System.Text.Json.Nodes;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A change of the Charter reaches every member through the channels, and has its effect there.</summary>
public sealed class AmendmentTests
{
    [Fact]
    public async Task An_amendment_reaches_every_member_who_reads_what_changed_and_accepts_it()
    {
        await using var talks = await Talks.OfAsync("amal", "basim");
        var amal = talks["amal"];
        Assert.Equal(1, (await amal.Client.CharterAsync(false)).Version);

        var proposed = await AmendAsync(talks, draft =>
        {
            draft["title"] = "Water and roads";
            draft["groundRules"]!["en"] = "Nobody is quoted.";
        });
        await talks.SyncAllAsync();
        var notices = (await amal.SyncAsync()).Notices;
        var read = await amal.Client.CharterAsync(false);
        await amal.Client.AcceptCharterAsync();
        await talks.Founder.SyncAsync();
        var seen = await talks.Founder.Client.CharterAsync(false);

        Assert.Equal(("in force", 2, ""), (proposed.State, proposed.Version, proposed.Paper));
        Assert.Equal((proposed.Id, proposed.Digits), (read.Id, read.Digits));
        Assert.Equal(
            ["the title: Water and roads (until now: Talks)", "now the ground rules (en): Nobody is quoted."], read.Changes);
        Assert.Contains(await amal.NoticesAsync(), notice => notice.Contains("version 2 of the Charter holds from here on", StringComparison.Ordinal));
        Assert.Equal(["amal", "founder"], seen.Accepted.Order(StringComparer.Ordinal));
        Assert.Equal(["basim"], seen.NotAccepted);
        Assert.Empty(notices);
        await amal.SayAsync("read and accepted");
        Assert.Equal(["amal: read and accepted"], await talks["basim"].HeardAsync());
    }

    [Fact]
    public async Task A07_whom_an_amendment_leaves_out_is_removed_everywhere_and_the_others_stay()
    {
        await using var talks = await Talks.OfAsync("amal", "basim");
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["basim"]);
        await talks.SyncAllAsync();

        await AmendAsync(talks, OrganizersAdmit, "basim");
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();

        Assert.Equal(["amal", "founder"], await talks.Founder.RosterAsync());
        Assert.Equal(["amal", "founder"], await talks["amal"].RosterAsync());
        Assert.All(await talks["basim"].Client.ChannelsAsync(), channel => Assert.Equal("removed", channel.State));
        Assert.Equal(2, (await talks["basim"].Client.ChannelsAsync()).Count);
        await talks["amal"].SayAsync("still here");
        Assert.Equal(["amal: still here"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A07_an_admission_that_the_amendment_does_not_list_is_refused_by_every_member_and_a_listed_one_is_taken()
    {
        await using var talks = await Talks.FoundAsync();
        foreach (var (name, role) in new[] { ("rogue", "facilitator"), ("amal", "participant"), ("basim", "participant"), ("carla", "participant") })
        {
            await talks.AdmitAsync(name, role);
        }

        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["rogue", "amal"]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        await AmendAsync(talks, OrganizersAdmit, "basim");
        await talks.SyncAllAsync();
        await using (var rogue = await ModifiedClient.OfAsync(talks["rogue"]))
        {
            await rogue.CommitAsync([ModifiedClient.PackageOf(talks["basim"])], []);
        }

        Assert.Contains((await talks["amal"].SyncAsync()).Notices, notice => notice.Contains("was refused", StringComparison.Ordinal));
        Assert.Contains((await talks.Founder.SyncAsync()).Notices, notice => notice.Contains("was refused", StringComparison.Ordinal));
        Assert.DoesNotContain("basim", await talks["amal"].RosterAsync());
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        await using (var rogue = await ModifiedClient.OfAsync(talks["rogue"]))
        {
            await rogue.CommitAsync([ModifiedClient.PackageOf(talks["carla"])], []);
        }

        await talks["amal"].SyncAsync();
        Assert.Equal(4, (await talks["amal"].ChannelAsync()).Members);
        await talks["amal"].SayAsync("on we go");
        Assert.Equal(["amal: on we go"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A07_an_older_charter_in_the_log_changes_nothing_and_another_history_raises_an_alarm()
    {
        await using var talks = await Talks.OfAsync("amal", "mallory");
        var first = await ChainOfAsync(talks);
        await AmendAsync(talks, draft => draft["title"] = "Water and roads");
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        var second = await ChainOfAsync(talks);
        var seed = SeedOf(talks.Founder);
        var other = new SignedCharterChain([
            first.Versions[0],
            (first.Versions[0].Body with { Version = 2, Previous = first.Versions[0].Id, Title = "Another history" }).CoSign(seed)]);

        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await PostAsync(mallory, first);
        var afterOld = (await talks["amal"].SyncAsync()).Notices;
        await PostAsync(mallory, other);
        var afterOther = (await talks["amal"].SyncAsync()).Notices;

        Assert.Empty(afterOld);
        Assert.Contains(afterOther, notice => notice.Contains("two versions 2 of the Charter", StringComparison.Ordinal));
        Assert.Equal(second.Versions[1].Id.ToString(), (await talks["amal"].Client.CharterAsync(false)).Id);
        await talks["amal"].SayAsync("the same Charter");
        Assert.Equal(["amal: the same Charter"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task B13_a_welcome_under_an_older_charter_than_the_joiner_knows_is_refused_and_one_under_the_charter_in_force_is_taken()
    {
        await using var talks = await Talks.OfAsync("amal");
        await using var stale = await ModifiedClient.OfAsync(talks.Founder);
        await AmendAsync(talks, draft => draft["title"] = "Water and roads");
        await talks.SyncAllAsync();
        await talks["amal"].SyncAsync();

        var group = OpaqueId.Draw<ChannelId>().ToBytes();
        await stale.WelcomeElsewhereAsync(talks["amal"], group, group, 1);
        var notices = (await talks["amal"].SyncAsync()).Notices;
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        var honest = (await talks["amal"].SyncAsync()).Notices;

        Assert.Contains(notices, notice => notice.Contains("does not know version 2 of the Charter", StringComparison.Ordinal));
        Assert.DoesNotContain(honest, notice => notice.Contains("refused", StringComparison.Ordinal));
        Assert.Equal(2, (await talks["amal"].Client.ChannelsAsync()).Count);
    }

    private static async Task<CharterView> AmendAsync(Talks talks, Action<JsonNode> edit, params string[] without)
    {
        var draft = JsonNode.Parse(await talks.Founder.Client.CharterDraftAsync())!;
        edit(draft);
        return await talks.Founder.Client.ProposeCharterAsync(draft.ToJsonString(), without, string.Empty);
    }

    private static void OrganizersAdmit(JsonNode draft) => draft["admissionRule"]!["requirements"]![0]!["roles"] = new JsonArray("organizer");

    private static async Task<SignedCharterChain> ChainOfAsync(Talks talks)
    {
        await using var session = ModifiedClient.OpenSession(talks["amal"]);
        return session.Charters!.Signed;
    }

    private static byte[] SeedOf(Participant person)
    {
        using var store = ModifiedClient.OpenStore(person);
        return Client.Sync.LocalRecord.Decode<Client.Devices.DeviceState>(store.Get(Client.Sync.Bucket.Device, [])!).DeviceSeed;
    }

    /// <summary>A member shows a chain to the others.</summary>
    private static async Task PostAsync(ModifiedClient mallory, SignedCharterChain chain)
    {
        var id = OpaqueId.Draw<Wire.MessageId>();
        await mallory.PostAsync(id, mallory.Seal(id, new CharterContent(chain)), ItemKind.Lasting);
    }
}
