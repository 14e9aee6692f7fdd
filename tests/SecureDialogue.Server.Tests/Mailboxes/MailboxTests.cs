using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Mailboxes;

public abstract class MailboxTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task A_mailbox_is_made_once_and_a_retry_is_answered_alike()
    {
        await using var scene = await OpenAsync();
        var mailbox = new MailboxActor(await scene.PassAsync(PassKind.Mailbox));
        await using var connection = await scene.Relay.ConnectAsync();
        var honest = mailbox.Create(connection.Context);
        var mallory = KeyPair.Draw();
        var taken = honest with { OwnerKey = mallory.Public };

        Assert.Equal(RelayCode.BadSignature, await connection.CodeAsync("CreateMailbox", taken));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateMailbox", honest));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateMailbox", honest));
        Assert.Equal(RelayCode.AlreadyExists, await connection.CodeAsync("CreateMailbox", taken with { Signature = mallory.Sign(MailboxProof.Create(connection.Context, taken)) }));
    }

    [Fact]
    public async Task Only_the_owner_key_opens_a_mailbox()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var connection = await scene.Relay.ConnectAsync();
        var honest = mailbox.Open(connection.Context);

        Assert.Equal(RelayCode.NotFound, (await connection.CallAsync<OpenMailboxReply>("OpenMailbox", honest with { Signature = new byte[64] })).Code);
        Assert.Equal(RelayCode.NotFound, (await connection.CallAsync<OpenMailboxReply>("OpenMailbox", honest with { Mailbox = OpaqueId.Draw<MailboxId>() })).Code);
        Assert.Equal(new OpenMailboxReply(RelayCode.Ok, 0, 0), await connection.CallAsync<OpenMailboxReply>("OpenMailbox", honest));
    }

    [Fact]
    public async Task A_wrong_token_and_a_missing_mailbox_get_the_same_answer()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var sender = await scene.Relay.ConnectAsync();
        var honest = mailbox.Drop([1]);

        Assert.Equal(RelayCode.MailboxGone, await sender.CodeAsync("Drop", honest with { DropToken = new byte[32] }));
        Assert.Equal(RelayCode.MailboxGone, await sender.CodeAsync("Drop", honest with { Mailbox = OpaqueId.Draw<MailboxId>() }));
        Assert.Equal(RelayCode.MailboxGone, (await sender.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch() with { DropToken = new byte[32] })).Code);
        Assert.Equal(RelayCode.NoPackage, (await sender.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch())).Code);
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", honest));
    }

    [Fact]
    public async Task A_letter_is_stored_once_even_when_it_is_dropped_again_after_it_was_acknowledged()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var sender = await scene.Relay.ConnectAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        var letter = mailbox.Drop([1]);

        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", letter));
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", letter));
        Assert.Equal(1, (await owner.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(owner.Context))).Letters);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("AcknowledgeLetters", new AcknowledgeLettersRequest(mailbox.Id, [letter.Letter, OpaqueId.Draw<LetterId>()])));
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", letter));
        Assert.Equal(0, (await owner.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(owner.Context))).Letters);
    }

    [Fact]
    public async Task Letters_are_handed_out_oldest_first_in_batches_and_once_a_connection()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var sender = await scene.Relay.ConnectAsync();
        for (byte i = 0; i < 5; i++)
        {
            var letter = new byte[200 * 1024];
            letter[0] = i;
            Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", mailbox.Drop(letter)));
        }

        await using var owner = await scene.OwnerAsync(mailbox);
        var parts = new List<ReadLettersReply>();
        do
        {
            parts.Add(await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mailbox.Id)));
        }
        while (parts[^1].More);

        Assert.Equal([2, 2, 1], parts.Select(part => part.Letters.Count));
        Assert.Equal([0, 1, 2, 3, 4], parts.SelectMany(part => part.Letters).Select(letter => letter.Bytes.Span[0]));
        Assert.Empty((await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mailbox.Id))).Letters);
    }

    [Fact]
    public async Task A_full_mailbox_takes_letters_again_once_some_were_acknowledged()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var sender = await scene.Relay.ConnectAsync();
        var letters = Enumerable.Range(0, Limits.LettersWaiting).Select(_ => mailbox.Drop([1])).ToList();
        Assert.All(await Task.WhenAll(letters.Select(letter => sender.CodeAsync("Drop", letter))), code => Assert.Equal(RelayCode.Ok, code));
        var late = mailbox.Drop([2]);

        Assert.Equal(RelayCode.MailboxFull, await sender.CodeAsync("Drop", late));
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("AcknowledgeLetters", new AcknowledgeLettersRequest(mailbox.Id, [.. letters.Select(letter => letter.Letter)])));
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", late));
    }

    [Fact]
    public async Task An_oversize_letter_is_too_large_and_the_largest_is_accepted()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var sender = await scene.Relay.ConnectAsync();

        Assert.Equal(RelayCode.TooLarge, await sender.CodeAsync("Drop", mailbox.Drop(new byte[Limits.LetterBytes + 1])));
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", mailbox.Drop(new byte[Limits.LetterBytes])));
    }
}

public sealed class MailboxTestsOnSqlite() : MailboxTests(Store.Sqlite);

public sealed class MailboxTestsOnPostgres() : MailboxTests(Store.Postgres);
