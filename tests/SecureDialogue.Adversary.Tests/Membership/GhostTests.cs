using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Membership;

/// <summary>Readers whom nobody admitted: by the relay's hand, or by a member's who may add people.</summary>
public sealed class GhostTests
{
    [Fact]
    public async Task A01_E12_a_change_that_the_relay_puts_into_the_log_brings_nobody_in_and_who_saw_it_says_so()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        await talks["boris"].SayAsync("before");
        await using var outsider = await Outsider.OfAsync(talks["boris"]);
        var injected = outsider.ExternalCommit(Forge.Seed());
        var ghost = talks.Relay.OnItems().Change(items => items.Count == 0 ? items : [.. items.Take(items.Count - 1), AsCommit(items[^1], injected)]);

        var notices = (await talks["amal"].SyncAsync()).Notices;
        var roster = await talks["amal"].RosterAsync();
        talks.Relay.BeHonest();

        ghost.RequireActed();
        Assert.Contains(notices, notice => notice.Contains("refused", StringComparison.Ordinal));
        Assert.Equal(["amal", "boris", "founder"], roster);
        await talks.RequireAllTalkAsync("boris");
    }

    [Theory]
    [InlineData("the rogue facilitator alone")]
    [InlineData("nobody but the device itself")]
    [InlineData("the founder, for another dialogue")]
    [InlineData("the founder, and expired")]
    [InlineData("the founder, and not valid yet")]
    public async Task A08_A09_a_facilitator_cannot_bring_in_alone_whom_the_charter_did_not_admit(string signedBy)
    {
        await using var talks = await WithRogueAsync("amal");
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        await rogue.CommitAsync([await PackageAsync(signedBy, talks, rogue)], []);

        await talks.RequireRefusedAsync("somebody is not admitted by the Charter's signatures", "amal");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        await talks.RequireAllTalkAsync("amal");
        Assert.Equal(["amal", "founder", "rogue"], await talks["amal"].RosterAsync());
    }

    [Fact]
    public async Task A08_A09_the_same_facilitator_brings_in_whom_the_charter_admitted()
    {
        await using var talks = await WithRogueAsync("amal");
        var friend = await talks.Talks.AdmitAsync("friend");
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        await rogue.WelcomeAsync(friend, (await rogue.CommitAsync([ModifiedClient.PackageOf(friend)], []))!.Value);
        await friend.SyncAsync();

        await talks.RequireAllTalkAsync("amal", "friend");
    }

    [Fact]
    public async Task A11_a_stranger_with_leaked_group_info_and_key_is_refused_and_undone()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "mallory");
        await using var mallory = await Outsider.OfAsync(talks["mallory"]);
        await mallory.HandInAsync(mallory.ExternalCommit(Forge.Seed()));

        await talks.RequireRefusedAsync("it is no commit of this channel", "amal");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        await talks.RequireAllTalkAsync("amal");
        Assert.Equal(["amal", "founder", "mallory"], await talks["amal"].RosterAsync());
    }

    private static LogItem AsCommit(LogItem item, byte[] bytes) => item with
    {
        Kind = ItemKind.Commit,
        Bytes = bytes,
        Hash = System.Security.Cryptography.SHA256.HashData(bytes),
    };

    private static async Task<HostileTalks> WithRogueAsync(string other)
    {
        var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("rogue", "facilitator");
        await talks.Talks.AdmitAsync(other);
        await talks.OpenPlenaryAsync("rogue", other);
        return talks;
    }

    private static async Task<KeyPackage> PackageAsync(string signedBy, HostileTalks talks, ModifiedClient rogue)
    {
        var seed = Forge.Seed();
        var founder = (await Forge.PapersOfAsync(talks.Founder)).Seed;
        var honest = (await Forge.PapersOfAsync(talks["rogue"])).Admission.Body with { Device = Forge.KeyOf(seed), Person = Forge.Person(), Roles = Roles.Participant };
        var now = rogue.Session.Now;
        var admission = signedBy switch
        {
            "the rogue facilitator alone" => honest.CoSign(rogue.Session.Device.DeviceSeed),
            "the founder, for another dialogue" => (honest with { Dialogue = new DialogueId(new Opaque(new byte[32])) }).CoSign(founder),
            "the founder, and expired" => (honest with { NotBefore = new UnixHour(now.Value - 48), NotAfter = now }).CoSign(founder),
            "the founder, and not valid yet" => (honest with { NotBefore = now.Plus(24) }).CoSign(founder),
            _ => honest.CoSign(seed),
        };
        return Forge.Package(admission, seed);
    }
}
