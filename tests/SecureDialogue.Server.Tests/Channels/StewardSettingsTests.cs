using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Channels;

public abstract class StewardSettingsTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task B16_a_demand_refuses_commits_without_a_stewards_signature_until_it_is_released()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        Assert.Equal(1, (await channel.SetAsync(member, StewardVerb.Demand, 0)).Sequence);

        Assert.Equal(RelayCode.Behind, (await channel.CommitAsync(member, 0, [1])).Code);
        Assert.Equal(RelayCode.Restricted, (await channel.CommitAsync(member, 0, [1], after: 1)).Code);
        var alone = channel.Commit(member.Context, 0, 1, [1]);
        Assert.Equal(RelayCode.BadSignature, await CodeAsync(channel.Countersigned(member.Context, alone, KeyPair.Draw())));
        Assert.Equal(RelayCode.BadSignature, await CodeAsync(channel.Countersigned(member.Context, alone) with { StewardSignature = alone.Signature }));
        Assert.Equal(RelayCode.Malformed, await CodeAsync(alone with { StewardKey = channel.Steward.Public }));
        Assert.Equal(RelayCode.Malformed, await CodeAsync(alone with { StewardSignature = alone.Signature }));
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [2])).Code);
        Assert.Equal(RelayCode.Ok, await CodeAsync(channel.Countersigned(member.Context, alone)));
        Assert.Equal(RelayCode.Ok, (await channel.SetAsync(member, StewardVerb.Release, 3)).Code);
        Assert.Equal(5, (await channel.CommitAsync(member, 1, [3], after: 4)).Sequence);

        async Task<RelayCode> CodeAsync(CommitRequest request) => (await member.CallAsync<StoredReply>("Commit", request)).Code;
    }

    [Fact]
    public async Task A_stewards_signature_that_nobody_demands_holds_all_the_same()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var commit = channel.Commit(member.Context, 0, 0, [1]);

        Assert.Equal(RelayCode.BadSignature, (await member.CallAsync<StoredReply>("Commit", channel.Countersigned(member.Context, commit, KeyPair.Draw()))).Code);
        Assert.Equal(RelayCode.Ok, (await member.CallAsync<StoredReply>("Commit", channel.Countersigned(member.Context, commit))).Code);
    }

    [Fact]
    public async Task Closed_posts_are_refused_while_commits_are_taken_and_go_out_after()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var before = channel.Post(0, [1]);
        Assert.Equal(1, (await member.CallAsync<StoredReply>("Post", before)).Sequence);
        Assert.Equal(RelayCode.Ok, (await channel.SetAsync(member, StewardVerb.ClosePosts, 1)).Code);

        var talk = channel.Post(1, [2]);
        Assert.Equal(1, (await member.CallAsync<StoredReply>("Post", before)).Sequence);
        Assert.Equal(RelayCode.Restricted, (await channel.PostAsync(member, 0, [2])).Code);
        Assert.Equal(3, (await channel.CommitAsync(member, 0, [3], after: 2)).Sequence);
        _ = await channel.ProveAsync(member, 1);
        Assert.Equal(RelayCode.Restricted, (await member.CallAsync<StoredReply>("Post", talk)).Code);
        Assert.Equal(RelayCode.Restricted, (await channel.PostAsync(member, 1, [2], ItemKind.Lasting)).Code);
        Assert.Equal(RelayCode.Ok, (await channel.SetAsync(member, StewardVerb.OpenPosts, 3)).Code);
        Assert.Equal(5, (await member.CallAsync<StoredReply>("Post", talk)).Sequence);
    }

    [Fact]
    public async Task A_closed_channel_takes_nothing_and_is_still_read()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(member, 0, [1]);
        Assert.Equal(RelayCode.Ok, (await channel.SetAsync(member, StewardVerb.Close, 1)).Code);

        Assert.Equal(RelayCode.Restricted, (await channel.PostAsync(member, 0, [2])).Code);
        Assert.Equal(RelayCode.Restricted, (await channel.CommitAsync(member, 0, [2], after: 2)).Code);
        Assert.Equal(RelayCode.Restricted, (await channel.SetAsync(member, StewardVerb.OpenPosts, 2)).Code);
        await using var fresh = await scene.MemberAsync(channel);
        Assert.Equal([ItemKind.Talk, ItemKind.Steward], (await channel.ReadAsync(fresh, 0)).Items.Select(item => item.Kind));
    }

    [Fact]
    public async Task B10_a_commit_before_the_close_can_still_be_superseded_so_that_all_read_the_close()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.CommitAsync(member, 0, [1]);
        _ = await channel.SetAsync(member, StewardVerb.Close, 1);

        Assert.Equal(3, (await member.CallAsync<StoredReply>("Steward", channel.Act(StewardVerb.Supersede, 0, 1, [1]))).Sequence);
        Assert.Equal([true, false, false], (await channel.ReadAsync(member, 0)).Items.Select(item => item.Void));
    }

    [Fact]
    public async Task What_a_steward_set_stands_though_the_commit_before_it_is_superseded()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.CommitAsync(member, 0, [1]);
        _ = await channel.SetAsync(member, StewardVerb.Demand, 1);
        _ = await member.CallAsync<StoredReply>("Steward", channel.Act(StewardVerb.Supersede, 0, 1, [1]));

        Assert.Equal([true, false, false], (await channel.ReadAsync(member, 0)).Items.Select(item => item.Void));
        Assert.Equal(RelayCode.Restricted, (await channel.CommitAsync(member, 0, [2], after: 3)).Code);
    }

    [Fact]
    public async Task An_act_is_no_act_a_second_time_nor_by_somebody_who_is_no_steward()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var close = channel.Set(StewardVerb.ClosePosts, 0);
        Assert.Equal(RelayCode.BadSignature, await CodeAsync(channel.Set(StewardVerb.ClosePosts, 0, steward: KeyPair.Draw())));
        Assert.Equal(RelayCode.Ok, await CodeAsync(close));
        Assert.Equal(RelayCode.Ok, await CodeAsync(close));
        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Set(StewardVerb.ClosePosts, 1)));
        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Set(StewardVerb.OpenPosts, 2)));
        Assert.Equal(RelayCode.Ok, await CodeAsync(channel.Set(StewardVerb.OpenPosts, 1)));

        // B03: whoever kept the act posts it again under an id of its own.
        Assert.Equal(RelayCode.Behind, await CodeAsync(close with { Message = OpaqueId.Draw<MessageId>() }));
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [1])).Code);

        async Task<RelayCode> CodeAsync(StewardRequest request) => (await member.CallAsync<StoredReply>("Steward", request)).Code;
    }

    [Fact]
    public async Task A_key_that_was_added_is_a_stewards_and_no_more_than_the_limit_are()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var second = KeyPair.Draw();
        Assert.Equal(RelayCode.BadSignature, (await member.CallAsync<StoredReply>("Steward", channel.Set(StewardVerb.Demand, 0, steward: second))).Code);
        Assert.Equal(1, (await channel.SetAsync(member, StewardVerb.AddSteward, 0, second.Public)).Sequence);
        Assert.Equal(RelayCode.StaleEpoch, (await channel.SetAsync(member, StewardVerb.AddSteward, 1, second.Public)).Code);
        Assert.Equal(2, (await member.CallAsync<StoredReply>("Steward", channel.Set(StewardVerb.Demand, 1, steward: second))).Sequence);

        for (var known = 2; known < Limits.StewardKeys; known++)
        {
            Assert.Equal(RelayCode.Ok, (await channel.SetAsync(member, StewardVerb.AddSteward, known, KeyPair.Draw().Public)).Code);
        }

        Assert.Equal(RelayCode.TooLarge, (await channel.SetAsync(member, StewardVerb.AddSteward, Limits.StewardKeys, KeyPair.Draw().Public)).Code);
    }

    [Fact]
    public async Task Retention_is_shortened_and_never_lengthened()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);

        Assert.Equal(1, (await channel.SetAsync(member, StewardVerb.Shorten, 0, StewardAct.KeyOfDays(7))).Sequence);
        Assert.Equal(RelayCode.StaleEpoch, (await channel.SetAsync(member, StewardVerb.Shorten, 1, StewardAct.KeyOfDays(8))).Code);
        Assert.Equal(2, (await channel.SetAsync(member, StewardVerb.Shorten, 1, StewardAct.KeyOfDays(2))).Sequence);
    }
}

public sealed class StewardSettingsTestsOnSqlite() : StewardSettingsTests(Store.Sqlite);

public sealed class StewardSettingsTestsOnPostgres() : StewardSettingsTests(Store.Postgres);
