using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Dialogues;

public abstract class DialogueTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task The_begin_token_opens_one_dialogue_and_a_retry_is_answered_alike()
    {
        await using var scene = await OpenAsync();
        await using var connection = await scene.Relay.ConnectAsync();
        var again = scene.CreateDialogue(connection.Context);
        var other = again with { Dialogue = OpaqueId.Draw<RelayDialogueId>() };
        var mallory = KeyPair.Draw();
        var taken = again with { ManagementKey = mallory.Public };

        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateDialogue", again));
        Assert.Equal(RelayCode.BadSignature, await connection.CodeAsync("CreateDialogue", other));
        Assert.Equal(RelayCode.PassSpent, await connection.CodeAsync("CreateDialogue", other with { Signature = scene.Management.Sign(DialogueProof.Bytes(connection.Context, other)) }));
        Assert.Equal(RelayCode.AlreadyExists, await connection.CodeAsync("CreateDialogue", taken with { Signature = mallory.Sign(DialogueProof.Bytes(connection.Context, taken)) }));
    }

    [Fact]
    public async Task Passes_are_minted_by_the_management_key_only_and_within_the_quota()
    {
        await using var scene = await OpenAsync("--Relay:PassQuota=3");
        await using var connection = await scene.Relay.ConnectAsync();
        var honest = scene.Mint(connection.Context, PassKind.Channel, [1], [2]);

        Assert.Equal(RelayCode.NotFound, await connection.CodeAsync("MintPasses", honest with { Signature = new byte[64] }));
        Assert.Equal(RelayCode.NotFound, await connection.CodeAsync("MintPasses", honest with { Dialogue = OpaqueId.Draw<RelayDialogueId>() }));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("MintPasses", honest));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("MintPasses", honest));
        Assert.Equal(RelayCode.QuotaExceeded, await connection.CodeAsync("MintPasses", scene.Mint(connection.Context, PassKind.Mailbox, [3], [4])));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("MintPasses", scene.Mint(connection.Context, PassKind.Mailbox, [3])));
    }

    [Fact]
    public async Task A_pass_serves_once_and_for_its_kind_and_a_retried_mint_does_not_revive_it()
    {
        await using var scene = await OpenAsync();
        await using var organizer = await scene.Relay.ConnectAsync();
        await using var connection = await scene.Relay.ConnectAsync();
        var pass = new byte[Limits.KeyBytes];
        var mint = scene.Mint(organizer.Context, PassKind.Mailbox, pass);
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", mint));
        await using var other = await scene.Relay.ConnectAsync();
        Assert.Equal(RelayCode.PassSpent, await other.CodeAsync("CreateChannel", new ChannelActor(pass).Create(other.Context)));

        var first = await connection.CodeAsync("CreateMailbox", new MailboxActor(pass).Create(connection.Context));
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", mint));
        var second = await connection.CodeAsync("CreateMailbox", new MailboxActor(pass).Create(connection.Context));

        Assert.Equal((RelayCode.Ok, RelayCode.PassSpent), (first, second));
    }

    [Fact]
    public async Task A_channel_mint_that_was_interrupted_between_the_files_is_finished_by_its_retry()
    {
        await using var scene = await OpenAsync();
        await using var organizer = await scene.Relay.ConnectAsync();
        await using var connection = await scene.Relay.ConnectAsync();
        var pass = new byte[Limits.KeyBytes];
        var mint = scene.Mint(organizer.Context, PassKind.Channel, pass);
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", mint));
        await Databases.ExecuteAsync(scene.Relay, "UPDATE mint SET complete = 0", "DELETE FROM channel_pass");

        Assert.Equal(RelayCode.PassSpent, await connection.CodeAsync("CreateChannel", new ChannelActor(pass).Create(connection.Context)));
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", mint));
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateChannel", new ChannelActor(pass).Create(connection.Context)));
    }
}

public sealed class DialogueTestsOnSqlite() : DialogueTests(Store.Sqlite);

public sealed class DialogueTestsOnPostgres() : DialogueTests(Store.Postgres);
