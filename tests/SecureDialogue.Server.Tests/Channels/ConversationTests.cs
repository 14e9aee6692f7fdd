using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Channels;

public abstract class ConversationTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task From_hello_to_read_everything_is_stored_and_handed_out()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var alice = await scene.MemberAsync(channel);
        Assert.Equal(1, (await channel.PostAsync(alice, 0, [1, 2, 3], ItemKind.Lasting)).Sequence);
        Assert.Equal(2, (await channel.CommitAsync(alice, 0, [4], after: 1)).Sequence);
        await using var bob = await scene.MemberAsync(channel, 1);

        var posted = await channel.PostAsync(bob, 1, [5]);
        var read = await channel.ReadAsync(bob, 2);

        Assert.Equal(new StoredReply(RelayCode.Ok, 3), posted);
        Assert.Equal([5], Assert.Single(read.Items).Bytes.ToArray());
        Assert.Equal(3, read.Head);
    }

    [Fact]
    public async Task A_posted_item_is_pushed_to_others_who_proved_the_epoch()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var alice = await scene.MemberAsync(channel);
        await using var bob = await scene.MemberAsync(channel);

        _ = await channel.PostAsync(alice, 0, [7]);

        Assert.True(await RelayConnection.EventuallyAsync(() => bob.Pushed.Count == 1));
        Assert.Equal([7], bob.Pushed.Single().Bytes.ToArray());
    }

    [Fact]
    public async Task A_letter_and_a_package_reach_their_mailbox_and_leave_it()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        await using var sender = await scene.Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1], [2])));

        var letter = mailbox.Drop([9, 9]);
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", letter));
        var package = await sender.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch());
        var letters = await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mailbox.Id));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("AcknowledgeLetters", new AcknowledgeLettersRequest(mailbox.Id, [letter.Letter])));

        Assert.Equal([1], package.Package.ToArray());
        Assert.False(package.Last);
        Assert.Equal([9, 9], Assert.Single(letters.Letters).Bytes.ToArray());
        Assert.True(await RelayConnection.EventuallyAsync(() => owner.LettersAnnounced == 1));
    }
}

public sealed class ConversationTestsOnSqlite() : ConversationTests(Store.Sqlite);

public sealed class ConversationTestsOnPostgres() : ConversationTests(Store.Postgres);
