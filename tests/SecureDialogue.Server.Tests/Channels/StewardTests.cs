using System.Security.Cryptography;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Channels;

public abstract class StewardTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task A_superseded_commit_is_void_with_all_after_it_and_its_epoch_current_again()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(member, 0, [1]);
        _ = await channel.CommitAsync(member, 0, [2]);
        _ = await channel.ProveAsync(member, 1);
        var later = channel.Post(1, [3]);
        _ = await member.CallAsync<StoredReply>("Post", later);

        var stored = await member.CallAsync<StoredReply>("Steward", channel.Act(StewardVerb.Supersede, 0, 2, [2]));
        await using var fresh = await scene.MemberAsync(channel);
        var read = await channel.ReadAsync(fresh, 0);

        Assert.Equal(new StoredReply(RelayCode.Ok, 4), stored);
        Assert.Equal([false, true, true, false], read.Items.Select(item => item.Void));
        Assert.Equal([1, 0, 0, StewardAct.EncodedBytes], read.Items.Select(item => item.Bytes.Length));
        Assert.Equal(SHA256.HashData([3]), read.Items[2].Hash.ToArray());
        Assert.Equal(RelayCode.NotYet, (await channel.ProveAsync(fresh, 1)).Code);
        Assert.Equal(RelayCode.StaleEpoch, (await member.CallAsync<StoredReply>("Post", later)).Code);
        Assert.Equal(5, (await fresh.CallAsync<StoredReply>("Post", later with { Epoch = 0 })).Sequence);
    }

    [Fact]
    public async Task After_a_supersede_another_commit_opens_the_epoch_with_another_key()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.CommitAsync(member, 0, [1]);
        await using var intruder = await scene.MemberAsync(channel, 1);
        _ = await member.CallAsync<StoredReply>("Steward", channel.Act(StewardVerb.Supersede, 0, 1, [1]));
        channel.Forget(1);

        Assert.Equal(RelayCode.Behind, (await channel.CommitAsync(member, 0, [2], after: 1)).Code);
        Assert.Equal(3, (await channel.CommitAsync(member, 0, [2], after: 2)).Sequence);
        Assert.Equal(RelayCode.NotProven, (await channel.PostAsync(intruder, 1, [3])).Code);
        Assert.Equal([1, 2], (await channel.ReadAsync(intruder, 0)).Items.Select(item => item.Sequence));
        Assert.True((await channel.ProveAsync(member, 1)).Current);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 1, [3])).Code);
    }

    [Fact]
    public async Task An_act_is_pushed_to_every_member_and_stored_once()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var old = await scene.MemberAsync(channel);
        _ = await channel.CommitAsync(old, 0, [1]);
        await using var current = await scene.MemberAsync(channel, 1);
        var act = channel.Act(StewardVerb.Supersede, 0, 1, [1]);

        var first = await old.CallAsync<StoredReply>("Steward", act);
        var retried = await old.CallAsync<StoredReply>("Steward", act);

        Assert.Equal(first, retried);
        Assert.True(await RelayConnection.EventuallyAsync(() => old.Pushed.Count == 2 && current.Pushed.Count == 1));
        Assert.Equal(ItemKind.Steward, current.Pushed.Single().Kind);
    }

    [Fact]
    public async Task An_act_about_another_commit_or_by_another_key_is_refused()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(member, 0, [1]);
        _ = await channel.CommitAsync(member, 0, [2]);

        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Act(StewardVerb.Supersede, 0, 1, [1])));
        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Act(StewardVerb.Supersede, 0, 2, [9])));
        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Act(StewardVerb.Supersede, 1, 2, [2])));
        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Act(StewardVerb.Supersede, 0, 77, [2])));
        Assert.Equal(RelayCode.BadSignature, await CodeAsync(channel.Act(StewardVerb.Supersede, 0, 2, [2], steward: KeyPair.Draw())));
        Assert.Equal(RelayCode.Ok, await CodeAsync(channel.Act(StewardVerb.Supersede, 0, 2, [2])));
        Assert.Equal(RelayCode.StaleEpoch, await CodeAsync(channel.Act(StewardVerb.Supersede, 0, 2, [2])));

        async Task<RelayCode> CodeAsync(StewardRequest request) => (await member.CallAsync<StoredReply>("Steward", request)).Code;
    }

    [Fact]
    public async Task A_wrong_access_key_is_put_right_and_the_wrong_one_opens_nothing_more()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var wrong = KeyPair.Draw();
        _ = await member.CallAsync<StoredReply>("Commit", channel.Commit(member.Context, 0, 0, [1], wrong));
        await using var cheat = await scene.Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, (await cheat.CallAsync<ProveReply>("Prove", channel.Prove(cheat.Context, 1, wrong))).Code);
        Assert.Equal(RelayCode.WrongKey, (await channel.ProveAsync(member, 1)).Code);

        var stored = await member.CallAsync<StoredReply>("Steward", channel.Act(StewardVerb.SetKey, 1, 1, [1], channel.Key(1)));

        Assert.Equal(new StoredReply(RelayCode.Ok, 2), stored);
        Assert.Equal(RelayCode.NotProven, (await channel.PostAsync(cheat, 1, [2])).Code);
        Assert.True((await channel.ProveAsync(member, 1)).Current);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 1, [2])).Code);
    }
}

public sealed class StewardTestsOnSqlite() : StewardTests(Store.Sqlite);

public sealed class StewardTestsOnPostgres() : StewardTests(Store.Postgres);
