using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A relay with an opened dialogue, whose organizer hands out passes.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly RelayConnection _organizer;

    private Scene(RelayUnderTest relay, RelayConnection organizer) => (Relay, _organizer) = (relay, organizer);

    public RelayUnderTest Relay { get; }

    public RelayDialogueId Dialogue { get; } = OpaqueId.Draw<RelayDialogueId>();

    public KeyPair Management { get; } = KeyPair.Draw();

    public byte[] ClosingKey { get; } = RandomNumberGenerator.GetBytes(Limits.KeyBytes);

    public static Task<Scene> OpenAsync(params string[] settings) => OpenAsync(TimeProvider.System, settings);

    public static async Task<Scene> OpenAsync(TimeProvider time, params string[] settings)
    {
        var relay = await RelayUnderTest.StartAsync(time, settings);
        var scene = new Scene(relay, await relay.ConnectAsync());
        Assert.Equal(RelayCode.Ok, await scene._organizer.CodeAsync("CreateDialogue", scene.CreateDialogue(scene._organizer.Context)));
        return scene;
    }

    public CreateDialogueRequest CreateDialogue(ProofContext context)
    {
        var request = new CreateDialogueRequest(Encoding.ASCII.GetBytes(Relay.BeginToken), Dialogue, Management.Public, CloseMark.Of(ClosingKey, Dialogue.ToBytes()), default);
        return request with { Signature = Management.Sign(DialogueProof.Bytes(context, request)) };
    }

    public MintPassesRequest Mint(ProofContext context, PassKind kind, params byte[][] passes)
    {
        var hashes = passes.Select(pass => new ReadOnlyMemory<byte>(SHA256.HashData(pass))).ToList();
        var request = new MintPassesRequest(Dialogue, kind, hashes, default);
        return request with { Signature = Management.Sign(MintProof.Bytes(context, request)) };
    }

    public async Task<byte[]> PassAsync(PassKind kind)
    {
        var pass = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        await using var organizer = await Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", Mint(organizer.Context, kind, pass)));
        return pass;
    }

    /// <param name="closingKey">Of another dialogue than this one.</param>
    public async Task<MailboxActor> MailboxAsync(byte[]? closingKey = null)
    {
        var mailbox = new MailboxActor(await PassAsync(PassKind.Mailbox)) { Mark = CloseMark.Draw(closingKey ?? ClosingKey) };
        await using var connection = await Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateMailbox", mailbox.Create(connection.Context)));
        return mailbox;
    }

    /// <param name="talkDays">Days that talk is kept.</param>
    /// <param name="closingKey">Of another dialogue than this one.</param>
    public async Task<ChannelActor> ChannelAsync(int talkDays = 30, byte[]? closingKey = null)
    {
        var channel = new ChannelActor(await PassAsync(PassKind.Channel)) { TalkDays = talkDays, Mark = CloseMark.Draw(closingKey ?? ClosingKey) };
        await using var connection = await Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, await connection.CodeAsync("CreateChannel", channel.Create(connection.Context)));
        return channel;
    }

    /// <summary>A connection that has proven an epoch of a channel.</summary>
    public async Task<RelayConnection> MemberAsync(ChannelActor channel, ulong epoch = 0)
    {
        var connection = await Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(connection, epoch)).Code);
        return connection;
    }

    /// <summary>A connection that has opened a mailbox.</summary>
    public async Task<RelayConnection> OwnerAsync(MailboxActor mailbox)
    {
        var connection = await Relay.ConnectAsync();
        Assert.Equal(RelayCode.Ok, (await connection.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(connection.Context))).Code);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _organizer.DisposeAsync();
        await Relay.DisposeAsync();
    }
}
