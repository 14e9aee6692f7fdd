using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class OrderTests
{
    [Fact]
    public async Task A_call_before_hello_is_in_wrong_order_and_accepted_after_it()
    {
        await using var scene = await Scene.OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var connection = await RelayConnection.OpenSilentAsync(scene.Relay.Address);

        var before = await connection.CodeAsync("Drop", mailbox.Drop([1]));
        _ = await connection.CallAsync<HelloReply>("Hello", new HelloRequest(ProtocolVersion.Current));
        var after = await connection.CodeAsync("Drop", mailbox.Drop([1]));

        Assert.Equal((RelayCode.WrongOrder, RelayCode.Ok), (before, after));
    }

    [Fact]
    public async Task A_second_hello_is_in_wrong_order_and_another_version_is_refused()
    {
        await using var relay = await RelayUnderTest.StartAsync();
        await using var connection = await RelayConnection.OpenSilentAsync(relay.Address);

        var wrong = await connection.CallAsync<HelloReply>("Hello", new HelloRequest(2));
        var first = await connection.CallAsync<HelloReply>("Hello", new HelloRequest(1));
        var second = await connection.CallAsync<HelloReply>("Hello", new HelloRequest(1));

        Assert.Equal((RelayCode.WrongVersion, RelayCode.Ok, RelayCode.WrongOrder), (wrong.Code, first.Code, second.Code));
    }

    [Fact]
    public async Task A_mailbox_connection_serves_no_channel_and_the_other_way_round()
    {
        await using var scene = await Scene.OpenAsync();
        var mailbox = await scene.MailboxAsync();
        var channel = await scene.ChannelAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        await using var member = await scene.MemberAsync(channel);

        Assert.Equal(RelayCode.WrongOrder, (await channel.ProveAsync(owner, 0)).Code);
        Assert.Equal(RelayCode.WrongOrder, await owner.CodeAsync("MintPasses", scene.Mint(owner.Context, PassKind.Mailbox, [1])));
        Assert.Equal(RelayCode.WrongOrder, await member.CodeAsync("Drop", mailbox.Drop([1])));
        Assert.Equal(RelayCode.WrongOrder, (await member.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch())).Code);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop([1])));
    }

    [Fact]
    public async Task A_connection_serves_one_mailbox()
    {
        await using var scene = await Scene.OpenAsync();
        var mine = await scene.MailboxAsync();
        var second = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mine);

        Assert.Equal(RelayCode.WrongOrder, (await owner.CallAsync<OpenMailboxReply>("OpenMailbox", second.Open(owner.Context))).Code);
        Assert.Equal(RelayCode.WrongOrder, (await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(second.Id))).Code);
        Assert.Equal(RelayCode.WrongOrder, await owner.CodeAsync("CreateMailbox", second.Create(owner.Context)));
        Assert.Equal(RelayCode.Ok, (await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mine.Id))).Code);
    }

    [Fact]
    public async Task A_proof_of_another_connection_is_worth_nothing()
    {
        await using var scene = await Scene.OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        await using var thief = await scene.Relay.ConnectAsync();

        var replayed = await thief.CallAsync<ProveReply>("Prove", channel.Prove(member.Context, 0));

        Assert.Equal(RelayCode.WrongKey, replayed.Code);
        Assert.Equal(RelayCode.NotProven, (await channel.PostAsync(thief, 0, [1])).Code);
        Assert.Equal(RelayCode.NotProven, (await channel.ReadAsync(thief, 0)).Code);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [1])).Code);
    }
}
