using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A leaf is swapped by any member's device, without a human, for the device that owns it and for nobody else.</summary>
public sealed class SwapTests
{
    [Fact]
    public async Task C12_a_device_with_a_new_role_is_swapped_and_the_channel_is_told()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var amal = talks["amal"];
        await talks.Founder.SayAsync("before");
        await amal.SyncAsync();
        var old = LeafKeyOf(amal);

        await RenewAsync(talks, amal, Roles.Participant | Roles.Interpreter);
        await amal.SyncAsync();
        await amal.Client.QueueAsync(Talks.Plenary, ["written while it was renewed"]);
        await talks.Founder.SyncAsync();
        await amal.SyncAsync();
        await talks["boris"].SayAsync("after");

        Assert.Equal(["founder: before", "amal: written while it was renewed", "boris: after"], await amal.HeardAsync());
        Assert.Equal(await amal.HeardAsync(), await talks["boris"].HeardAsync());
        Assert.Contains("amal renewed a device and is now participant, interpreter", await talks["boris"].NoticesAsync());
        Assert.Contains("amal renewed a device and is now participant, interpreter", await amal.NoticesAsync());
        Assert.Contains((await talks["boris"].Client.RosterAsync(Talks.Plenary)).Members, member => member.Name == "amal" && member.Roles.Contains("interpreter"));
        Assert.NotEqual(old, LeafKeyOf(amal));
        Assert.True(StateOf(amal).Confirmed);
    }

    [Fact]
    public async Task C12_a_participant_swaps_the_steward_who_stays_one()
    {
        await using var talks = await Talks.OfAsync("amal");
        var steward = StateOf(talks.Founder).StewardSeed;
        await RenewAsync(talks, talks.Founder, Roles.Organizer | Roles.Facilitator);
        await talks.Founder.SyncAsync();
        await talks["amal"].SyncAsync();
        await talks.Founder.SyncAsync();
        await talks.Founder.SayAsync("renewed by a participant");

        Assert.Contains("founder renewed a device", await talks["amal"].NoticesAsync());
        Assert.Equal(["founder: renewed by a participant"], await talks["amal"].HeardAsync());
        Assert.Equal(steward, StateOf(talks.Founder).StewardSeed);
    }

    [Fact]
    public async Task C01_a_leaf_key_from_a_package_that_served_twice_is_replaced_in_the_later_channel()
    {
        await using var talks = await Talks.FoundAsync();
        var amal = await talks.AdmitAsync("amal");
        await EmptyMailboxOfPackagesAsync(amal, 19);
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["amal"]);
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        await amal.SyncAsync();
        var before = (LeafKeyOf(amal), LeafKeyOf(amal, "Second"));

        await talks.Founder.SyncAsync();
        await amal.SyncAsync();
        await amal.Client.SendAsync("Second", "with a key of its own");

        Assert.Equal(before.Item1, before.Item2);
        Assert.Contains(before.Item1, (string[])[LeafKeyOf(amal), LeafKeyOf(amal, "Second")]);
        Assert.NotEqual(LeafKeyOf(amal), LeafKeyOf(amal, "Second"));
        Assert.Contains(await talks.Founder.Client.ReadAsync("Second", 0), line => line.Text == "with a key of its own");
    }

    [Fact]
    public async Task C11_a_device_that_was_away_for_too_long_comes_back_by_a_swap_and_sees_the_gap()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var amal = talks["amal"];
        await talks.Founder.SayAsync("before");
        await amal.SyncAsync();
        await talks.AdmitAsync("carla");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        await talks.Founder.SayAsync("while away");
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(item => item.Kind == ItemKind.Commit ? item with { Bytes = default } : item)]);
        await amal.SyncAsync();
        var stopped = (await amal.ChannelAsync()).State;
        talks.Relay.Answers.BeHonest();

        await talks.Founder.SyncAsync();
        await amal.SyncAsync();
        await talks.Founder.SayAsync("after");
        await amal.SayAsync("back");

        Assert.Equal("stopped", stopped);
        Assert.Equal(["founder: before", "founder: after", "amal: back"], await amal.HeardAsync());
        Assert.Contains("this device could not read on and was renewed: what was said in between is not here", await amal.NoticesAsync());
        Assert.Equal(["founder: before", "founder: while away", "founder: after", "amal: back"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task A02_a_device_key_without_the_key_of_the_leaf_swaps_nothing_and_a_person_is_told()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var before = LeafKeyOf(talks["amal"]);
        await AskWithKeyAsync(talks["amal"], talks["boris"], RandomNumberGenerator.GetBytes(Ed25519.SeedBytes));
        var told = (await talks["boris"].SyncAsync()).Notices;
        await talks["amal"].SyncAsync();
        var afterForgery = LeafKeyOf(talks["amal"]);

        await AskWithKeyAsync(talks["amal"], talks["boris"], null);
        await talks["boris"].SyncAsync();
        await talks["amal"].SyncAsync();

        Assert.Contains(told, notice => notice.Contains("without its key of this channel", StringComparison.Ordinal));
        Assert.Equal(before, afterForgery);
        Assert.NotEqual(before, LeafKeyOf(talks["amal"]));
    }

    [Fact]
    public async Task B16_a_second_swap_on_one_day_is_refused_and_the_next_day_is_another()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await AskWithKeyAsync(talks["amal"], talks["boris"], null);
        await talks["boris"].SyncAsync();
        await talks["amal"].SyncAsync();
        var first = LeafKeyOf(talks["amal"]);
        await AskWithKeyAsync(talks["amal"], talks.Founder, null);

        var told = (await talks.Founder.SyncAsync()).Notices;
        await talks["amal"].SyncAsync();
        var second = LeafKeyOf(talks["amal"]);
        await AskWithKeyAsync(talks["amal"], talks.Founder, null);
        await talks.Founder.ReopenAsync(new LaterTime(TimeSpan.FromHours(24)));
        await talks.Founder.SyncAsync();
        await talks["amal"].ReopenAsync(new LaterTime(TimeSpan.FromHours(24)));
        await talks["amal"].SyncAsync();

        Assert.Contains(told, notice => notice.Contains("that was renewed today", StringComparison.Ordinal));
        Assert.Equal(first, second);
        Assert.NotEqual(first, LeafKeyOf(talks["amal"]));
    }

    /// <summary>The founder signs another admission for a device that has one, and the device takes it.</summary>
    internal static async Task RenewAsync(Talks talks, Participant member, Roles roles)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        await using var theirs = ModifiedClient.OpenSession(member);
        var renewed = theirs.Admission!.Body with { Roles = roles, NotAfter = theirs.Admission.Body.NotAfter.Plus(24) };
        theirs.Save(theirs.Device with { Admission = renewed.CoSign(founder.Device.DeviceSeed).Encode() });
    }

    private static async Task EmptyMailboxOfPackagesAsync(Participant member, int count)
    {
        await using var session = ModifiedClient.OpenSession(member);
        var connection = await session.Relay.LettersAsync(CancellationToken.None);
        var keys = session.Device.Mailbox;
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(RelayCode.Ok, (await connection.FetchPackage(new FetchPackageRequest(keys.Mailbox, keys.DropToken))).Code);
        }
    }

    /// <summary>A letter as the device writes it, signed by its leaf key or by another one.</summary>
    private static async Task AskWithKeyAsync(Participant member, Participant asked, byte[]? otherSeed)
    {
        await using var session = ModifiedClient.OpenSession(member);
        await using var receiver = ModifiedClient.OpenSession(asked);
        using var channel = OpenChannel.Load(session.Store, new ChannelShelf(session).Find(Talks.Plenary));
        var request = new SwapRequest(new Opaque(channel.State.Id), SwapAsker.LeafNodeOf(channel, session.OwnKey)!.Value, session.Now);
        var signed = otherSeed is null
            ? new Signed<SwapRequest>(request, new Opaque(channel.Group.SignWithLeafKey(SignedCodec.SignedBytes(request))))
            : request.Sign(otherSeed);
        var office = new LetterOffice(session);
        Assert.Equal(RelayCode.Ok, await office.DropAsync(office.Seal(LetterKind.Swap, receiver.Device.Mailbox.Card, signed.Encode()), CancellationToken.None));
    }

    private static ChannelState StateOf(Participant person, string channel = Talks.Plenary)
    {
        using var session = new OnlyStore(ModifiedClient.OpenSession(person));
        return new ChannelShelf(session.Value).Find(channel);
    }

    private static string LeafKeyOf(Participant person, string channel = Talks.Plenary)
    {
        using var session = new OnlyStore(ModifiedClient.OpenSession(person));
        using var open = OpenChannel.Load(session.Value.Store, new ChannelShelf(session.Value).Find(channel));
        return open.Roster.Single(member => member.Leaf == open.Group.OwnLeaf.Value).Credential.Certificate.Body.LeafKey.ToString();
    }

    private readonly struct OnlyStore(DeviceSession session) : IDisposable
    {
        public DeviceSession Value { get; } = session;

        public void Dispose() => Value.Store.Dispose();
    }
}
