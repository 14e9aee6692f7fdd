using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Packages;

/// <summary>C01: packages that were handed out before, or none.</summary>
public sealed class UsedPackageTests
{
    [Fact]
    public async Task C01_a_package_that_served_one_channel_is_refused_for_the_next_and_a_fresh_one_is_taken()
    {
        await using var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("amal");
        await talks.Talks.AdmitAsync("boris");
        var tape = talks.Relay.On(Calls.FetchPackage).Record();
        await talks.OpenPlenaryAsync("amal");
        tape.Rule.RequireActed();
        tape.Rule.End();
        var replay = talks.Relay.On(Calls.FetchPackage).Once().Replay(tape);

        var first = await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        var notices = (await talks.Founder.SyncAsync()).Notices;
        var second = await talks.Founder.Client.AddMembersAsync("Second", ["amal", "boris"]);
        await talks["amal"].SyncAsync();
        await talks["boris"].SyncAsync();
        await talks["amal"].Client.SendAsync("Second", "in the second, too");

        replay.RequireActed();
        Assert.Equal("amal", first.Waiting.Single());
        Assert.Contains(notices, notice => notice.Contains("a key package for amal that was used before", StringComparison.Ordinal));
        Assert.Equal(2, second.Added.Count);
        Assert.Contains(await talks["boris"].Client.ReadAsync("Second", 0), line => line.Text == "in the second, too");
        await talks.RequireAllTalkAsync("amal");
    }

    [Fact]
    public async Task C01_a_device_brought_in_with_a_package_it_no_longer_has_says_so_and_others_talk()
    {
        await using var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("amal");
        await talks.Talks.AdmitAsync("boris");
        var tape = talks.Relay.On(Calls.FetchPackage).Record();
        await talks.OpenPlenaryAsync("amal", "boris");
        tape.Rule.End();

        // The last package may be handed out again; the relay says that this was the last.
        var amals = tape.Exchanges[0].Reply with { Last = true };
        var replay = talks.Relay.On(Calls.FetchPackage).Once().Change(_ => amals);
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        await talks.Founder.Client.AddMembersAsync("Second", ["boris"]);
        var notices = (await talks["amal"].SyncAsync()).Notices;
        await talks["boris"].SyncAsync();

        replay.RequireActed();
        Assert.Contains(notices, notice => notice.Contains("a key package that it used before", StringComparison.Ordinal));
        Assert.Single(await talks["amal"].Client.ChannelsAsync());
        Assert.Equal(2, (await talks["boris"].Client.ChannelsAsync()).Count);
        await talks.RequireAllTalkAsync("amal", "boris");
    }

    [Fact]
    public async Task C01_a_stock_that_somebody_emptied_still_brings_its_owner_in_and_is_filled_anew()
    {
        await using var talks = await HostileTalks.OfAsync("boris");
        var card = (await Forge.PapersOfAsync(await talks.Talks.AdmitAsync("amal"))).Card;
        await using var boris = ModifiedClient.OpenSession(talks["boris"]);
        var drain = new FetchPackageRequest(OpaqueId.Read<MailboxId>(card.Mailbox.Span), card.DropToken.Span.ToArray());
        var connection = await boris.Relay.LettersAsync(CancellationToken.None);
        FetchPackageReply last;
        var drained = 0;
        do
        {
            last = await connection.FetchPackage(drain);
            drained++;
        }
        while (last is { Code: RelayCode.Ok, Last: false } && drained < 100);

        var added = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        await talks["amal"].ReopenAsync();
        await talks["amal"].SyncAsync();
        var fresh = await connection.FetchPackage(drain);

        Assert.InRange(drained, 10, 99);
        Assert.Equal("amal", added.Added.Single());
        Assert.False(fresh.Last);
        Assert.NotEqual(last.Package.ToArray(), fresh.Package.ToArray());
        await talks.RequireAllTalkAsync("amal", "boris");
    }

    [Fact]
    public async Task C01_somebody_for_whom_the_relay_gives_no_package_is_named_and_comes_in_later()
    {
        await using var talks = await HostileTalks.OfAsync("boris");
        await talks.Talks.AdmitAsync("amal");
        var none = talks.Relay.On(Calls.FetchPackage).Once().Refuse(RelayCode.NoPackage);

        var first = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        var second = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        await talks["amal"].SyncAsync();

        none.RequireActed();
        Assert.Equal("amal", first.Waiting.Single());
        Assert.Equal("amal", second.Added.Single());
        await talks.RequireAllTalkAsync("amal", "boris");
    }
}
