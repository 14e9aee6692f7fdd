using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Processes;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>
/// What a relay sees when people are added to channels, with random bytes in the place of sealed ones: for each channel Welcome
/// letters into several mailboxes, then the commit. Keeps which letters belong to which commit.
/// </summary>
internal sealed class JoiningTraffic : IAsyncDisposable
{
    private const int Mailboxes = 30;

    private readonly Random _random = new(20_260_317);
    private readonly RelayDialogueId _dialogue = OpaqueId.Draw<RelayDialogueId>();
    private readonly byte[] _management = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
    private readonly List<(MailboxId Id, byte[] Token)> _mailboxes = [];
    private readonly List<RelayConnection> _connections = [];

    /// <summary>Letters in the order in which they were dropped.</summary>
    public List<(byte[] Bytes, int Channel)> Letters { get; } = [];

    /// <summary>Commits in the order of the channels.</summary>
    public List<byte[]> Commits { get; } = [];

    public static async Task<JoiningTraffic> MakeAsync(Relay relay, int channels)
    {
        var traffic = new JoiningTraffic();
        var target = new RelayTarget(RelayAddress.Parse(relay.Address), null);
        for (var i = 0; i < 3; i++)
        {
            traffic._connections.Add(await RelayConnection.OpenAsync(target));
        }

        await traffic.CreateDialogueAsync(relay.BeginLink.Split("#pass=")[1]);
        foreach (var pass in await traffic.MintAsync(PassKind.Mailbox, Mailboxes))
        {
            await traffic.CreateMailboxAsync(pass);
        }

        foreach (var pass in await traffic.MintAsync(PassKind.Channel, channels))
        {
            await traffic.OpenChannelAsync(pass);
        }

        return traffic;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task CreateDialogueAsync(string pass)
    {
        var connection = _connections[0];
        var request = new CreateDialogueRequest(Encoding.ASCII.GetBytes(pass), _dialogue, Ed25519.PublicKey(_management), RandomNumberGenerator.GetBytes(CloseMark.Bytes), default);
        Accepted((await connection.CreateDialogue(request with { Signature = Ed25519.Sign(_management, DialogueProof.Bytes(connection.Context, request)) })).Code);
    }

    private async Task<List<byte[]>> MintAsync(PassKind kind, int count)
    {
        var connection = _connections[0];
        var passes = Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(Limits.KeyBytes)).ToList();
        var request = new MintPassesRequest(_dialogue, kind, [.. passes.Select(p => new ReadOnlyMemory<byte>(SHA256.HashData(p)))], default);
        Accepted((await connection.MintPasses(request with { Signature = Ed25519.Sign(_management, MintProof.Bytes(connection.Context, request)) })).Code);
        return passes;
    }

    private async Task CreateMailboxAsync(byte[] pass)
    {
        var (connection, owner, token) = (_connections[1], RandomNumberGenerator.GetBytes(Limits.KeyBytes), RandomNumberGenerator.GetBytes(Limits.KeyBytes));
        var request = new CreateMailboxRequest(
            pass, OpaqueId.Draw<MailboxId>(), Ed25519.PublicKey(owner), SHA256.HashData(token), RandomNumberGenerator.GetBytes(Limits.KeyBytes), default);
        Accepted((await connection.CreateMailbox(request with { Signature = Ed25519.Sign(owner, MailboxProof.Create(connection.Context, request)) })).Code);
        _mailboxes.Add((request.Mailbox, token));
    }

    /// <summary>Create, post, Welcomes, commit, as a client does it.</summary>
    private async Task OpenChannelAsync(byte[] pass)
    {
        var (connection, channel) = (_connections[2], OpaqueId.Draw<ChannelId>());
        var (first, next) = (RandomNumberGenerator.GetBytes(Limits.KeyBytes), RandomNumberGenerator.GetBytes(Limits.KeyBytes));
        var create = new CreateChannelRequest(
            pass, channel, Ed25519.PublicKey(first), [Ed25519.PublicKey(next)], RandomNumberGenerator.GetBytes(Limits.KeyBytes), 7, default);
        Accepted((await connection.CreateChannel(create with { Signature = Ed25519.Sign(first, ChannelProof.Bytes(connection.Context, create)) })).Code);
        var prove = new ProveRequest(channel, 0, default);
        Accepted((await connection.Prove(prove with { Signature = Ed25519.Sign(first, EpochProof.Bytes(connection.Context, prove)) })).Code);
        var lasting = await connection.Post(new PostRequest(channel, 0, OpaqueId.Draw<MessageId>(), ItemKind.Lasting, Sealed(1024, 6000)));
        Accepted(lasting.Code);

        foreach (var mailbox in _random.GetItems([.. Enumerable.Range(0, Mailboxes)], _random.Next(3, 7)))
        {
            var letter = Sealed(4096, 40_960);
            Accepted((await _connections[1].Drop(new DropRequest(_mailboxes[mailbox].Id, _mailboxes[mailbox].Token, OpaqueId.Draw<LetterId>(), letter))).Code);
            Letters.Add((letter, Commits.Count));
        }

        var bytes = Sealed(2048, 8192);
        var commit = new CommitRequest(channel, 0, OpaqueId.Draw<MessageId>(), lasting.Sequence, bytes, Ed25519.PublicKey(next), default, default, default);
        Accepted((await connection.Commit(commit with { Signature = Ed25519.Sign(first, CommitProof.Bytes(connection.Context, commit)) })).Code);
        Commits.Add(bytes);
    }

    private byte[] Sealed(int min, int max) => RandomNumberGenerator.GetBytes(_random.Next(min, max));

    private static void Accepted(RelayCode code) => Assert.Equal(RelayCode.Ok, code);
}
