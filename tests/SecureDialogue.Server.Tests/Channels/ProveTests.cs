using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Channels;

public abstract class ProveTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task A_proof_is_of_a_past_the_current_or_no_epoch_yet()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.CommitAsync(member, 0, [1]);

        var past = await channel.ProveAsync(member, 0);
        var current = await channel.ProveAsync(member, 1);
        var future = await channel.ProveAsync(member, 2);
        var wrong = await member.CallAsync<ProveReply>("Prove", channel.Prove(member.Context, 1, KeyPair.Draw()));

        Assert.Equal((RelayCode.Ok, false, 0L), (past.Code, past.Current, past.OpenedBy));
        Assert.Equal((RelayCode.Ok, true, 1L, 1L), (current.Code, current.Current, current.OpenedBy, current.Head));
        Assert.Equal(LogChain.Start(channel.Id), past.OpenedDigest.ToArray());
        Assert.Equal((RelayCode.NotYet, RelayCode.WrongKey), (future.Code, wrong.Code));
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_not_found()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.Relay.ConnectAsync();

        Assert.Equal(RelayCode.NotFound, (await new ChannelActor([]).ProveAsync(member, 0)).Code);
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(member, 0)).Code);
    }

    [Fact]
    public async Task Who_was_away_climbs_epoch_by_epoch_and_reads_nothing_in_advance()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var alice = await scene.MemberAsync(channel);
        for (ulong epoch = 0; epoch < 3; epoch++)
        {
            _ = await channel.ProveAsync(alice, epoch);
            _ = await channel.PostAsync(alice, epoch, [1]);
            _ = await channel.CommitAsync(alice, epoch, [2]);
        }

        await using var away = await scene.Relay.ConnectAsync();
        var read = new List<long>();
        for (ulong epoch = 0; epoch <= 3; epoch++)
        {
            _ = await channel.ProveAsync(away, epoch);
            var part = await channel.ReadAsync(away, read.LastOrDefault());
            Assert.All(part.Items, item => Assert.Equal(epoch, item.Epoch));
            Assert.False(part.More);
            read.AddRange(part.Items.Select(item => item.Sequence));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], read);
        Assert.Equal(6, (await channel.ReadAsync(away, 0)).Items.Count);
    }

    [Fact]
    public async Task A_channel_is_made_once_and_a_retry_is_answered_alike()
    {
        await using var scene = await OpenAsync();
        var pass = await scene.PassAsync(PassKind.Channel);
        var channel = new ChannelActor(pass);
        await using var connection = await scene.Relay.ConnectAsync();
        var honest = channel.Create(connection.Context);
        var mallory = KeyPair.Draw();
        var taken = honest with { AccessKey = mallory.Public };

        Assert.Equal(RelayCode.BadSignature, await connection.CodeAsync("CreateChannel", honest with { TalkDays = 3 }));
        Assert.Equal(RelayCode.TooLarge, await connection.CodeAsync("CreateChannel", honest with { TalkDays = Limits.TalkDays + 1 }));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateChannel", honest));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateChannel", honest));
        Assert.Equal(RelayCode.AlreadyExists, await connection.CodeAsync("CreateChannel", taken with { Signature = mallory.Sign(ChannelProof.Bytes(connection.Context, taken)) }));
        Assert.Equal(RelayCode.PassSpent, await connection.CodeAsync("CreateChannel", new ChannelActor(pass).Create(connection.Context)));
    }
}

public sealed class ProveTestsOnSqlite() : ProveTests(Store.Sqlite);

public sealed class ProveTestsOnPostgres() : ProveTests(Store.Postgres);
