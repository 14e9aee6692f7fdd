using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Mailboxes;

public abstract class PackageTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task Packages_are_handed_out_in_order_and_the_last_again_and_again()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1], [2])));

        Assert.Equal((1, false), await FetchAsync(owner, mailbox));
        Assert.Equal((2, true), await FetchAsync(owner, mailbox));
        Assert.Equal((2, true), await FetchAsync(owner, mailbox));
        Assert.Equal(0, (await owner.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(owner.Context))).Packages);
    }

    [Fact]
    public async Task A_package_that_was_handed_out_is_not_handed_out_once_others_came()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1])));
        Assert.Equal((1, true), await FetchAsync(owner, mailbox));

        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [2], [3])));

        Assert.Equal((2, false), await FetchAsync(owner, mailbox));
        Assert.Equal((3, true), await FetchAsync(owner, mailbox));
    }

    [Fact]
    public async Task A_retry_puts_nothing_twice_and_nothing_back()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        var put = mailbox.Put(owner.Context, false, [1], [2], [3]);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", put));
        Assert.Equal((1, false), await FetchAsync(owner, mailbox));

        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", put));

        Assert.Equal((2, false), await FetchAsync(owner, mailbox));
        Assert.Equal((3, true), await FetchAsync(owner, mailbox));
    }

    [Fact]
    public async Task Replacing_drops_all_earlier_ones()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1], [2])));

        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, true, [3])));

        Assert.Equal((3, true), await FetchAsync(owner, mailbox));
    }

    [Fact]
    public async Task Too_many_too_large_or_unsigned_packages_are_refused()
    {
        await using var scene = await OpenAsync();
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        var full = Enumerable.Range(0, Limits.Packages).Select(i => new[] { (byte)i }).ToArray();

        Assert.Equal(RelayCode.TooLarge, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, new byte[Limits.PackageBytes + 1])));
        Assert.Equal(RelayCode.BadSignature, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1]) with { Replace = true }));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, full)));
        Assert.Equal(RelayCode.TooLarge, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [99])));
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, true, new byte[Limits.PackageBytes])));
    }

    private static async Task<(int Package, bool Last)> FetchAsync(RelayConnection connection, MailboxActor mailbox)
    {
        var reply = await connection.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch());
        Assert.Equal(RelayCode.Ok, reply.Code);
        return (reply.Package.Span[0], reply.Last);
    }
}

public sealed class PackageTestsOnSqlite() : PackageTests(Store.Sqlite);

public sealed class PackageTestsOnPostgres() : PackageTests(Store.Postgres);
