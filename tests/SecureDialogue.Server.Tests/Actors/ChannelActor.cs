using System.Security.Cryptography;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A channel as its members know it: the access key of each epoch, and a steward.</summary>
internal sealed class ChannelActor(byte[] pass)
{
    private readonly Dictionary<ulong, KeyPair> _keys = [];

    public byte[] Pass { get; } = pass;

    public ChannelId Id { get; } = OpaqueId.Draw<ChannelId>();

    public KeyPair Steward { get; } = KeyPair.Draw();

    public int TalkDays { get; init; } = 30;

    public byte[] Mark { get; init; } = RandomNumberGenerator.GetBytes(CloseMark.Bytes);

    public KeyPair Key(ulong epoch) => _keys.TryGetValue(epoch, out var key) ? key : _keys[epoch] = KeyPair.Draw();

    /// <summary>What members compute after a superseded commit is another key than before.</summary>
    public void Forget(ulong epoch) => _keys.Remove(epoch);

    public CreateChannelRequest Create(ProofContext context)
    {
        var request = new CreateChannelRequest(Pass, Id, Key(0).Public, [Steward.Public], Mark, TalkDays, default);
        return request with { Signature = Key(0).Sign(ChannelProof.Bytes(context, request)) };
    }

    public ProveRequest Prove(ProofContext context, ulong epoch, KeyPair? key = null)
    {
        var request = new ProveRequest(Id, epoch, default);
        return request with { Signature = (key ?? Key(epoch)).Sign(EpochProof.Bytes(context, request)) };
    }

    public Task<ProveReply> ProveAsync(RelayConnection connection, ulong epoch) =>
        connection.CallAsync<ProveReply>("Prove", Prove(connection.Context, epoch));

    public PostRequest Post(ulong epoch, byte[] bytes, ItemKind kind = ItemKind.Talk) => new(Id, epoch, OpaqueId.Draw<MessageId>(), kind, bytes);

    public Task<StoredReply> PostAsync(RelayConnection connection, ulong epoch, byte[] bytes, ItemKind kind = ItemKind.Talk) =>
        connection.CallAsync<StoredReply>("Post", Post(epoch, bytes, kind));

    public CommitRequest Commit(ProofContext context, ulong epoch, long after, byte[] bytes, KeyPair? next = null)
    {
        var request = new CommitRequest(Id, epoch, OpaqueId.Draw<MessageId>(), after, bytes, (next ?? Key(epoch + 1)).Public, default, default, default);
        return request with { Signature = Key(epoch).Sign(CommitProof.Bytes(context, request)) };
    }

    /// <summary>The same commit with a steward's signature beside the access key's.</summary>
    public CommitRequest Countersigned(ProofContext context, CommitRequest request, KeyPair? steward = null) => request with
    {
        StewardKey = (steward ?? Steward).Public,
        StewardSignature = (steward ?? Steward).Sign(CommitProof.Bytes(context, request)),
    };

    public Task<StoredReply> CommitAsync(RelayConnection connection, ulong epoch, byte[] bytes, long after = 0) =>
        connection.CallAsync<StoredReply>("Commit", Commit(connection.Context, epoch, after, bytes));

    public StewardRequest Act(StewardVerb verb, ulong epoch, long sequence, byte[] commit, KeyPair? key = null, KeyPair? steward = null)
    {
        var signer = steward ?? Steward;
        var act = new StewardAct(verb, epoch, sequence, SHA256.HashData(commit), 490_000, key?.Public ?? new byte[Limits.KeyBytes], signer.Public, default);
        return new StewardRequest(Id, OpaqueId.Draw<MessageId>(), (act with { Signature = signer.Sign(act.SignedBytes(Id)) }).Encode());
    }

    /// <summary>An act that sets something for the channel.</summary>
    public StewardRequest Set(StewardVerb verb, long known, ReadOnlyMemory<byte>? key = null, KeyPair? steward = null)
    {
        var signer = steward ?? Steward;
        var zero = new byte[Limits.KeyBytes];
        var act = new StewardAct(verb, 0, known, zero, 490_000, key ?? zero, signer.Public, default);
        return new StewardRequest(Id, OpaqueId.Draw<MessageId>(), (act with { Signature = signer.Sign(act.SignedBytes(Id)) }).Encode());
    }

    public Task<StoredReply> SetAsync(RelayConnection connection, StewardVerb verb, long known, ReadOnlyMemory<byte>? key = null) =>
        connection.CallAsync<StoredReply>("Steward", Set(verb, known, key));

    /// <summary>A handle of sixteen times this byte.</summary>
    public AppearRequest Appear(ulong epoch, byte handle) => new(Id, epoch, Enumerable.Repeat(handle, Limits.HandleBytes).ToArray());

    /// <summary>Shows a handle and gives those shown, by their first byte; or the code when it was refused.</summary>
    public async Task<(RelayCode Code, List<byte> Here)> AppearAsync(RelayConnection connection, ulong epoch, byte handle)
    {
        var reply = await connection.CallAsync<AppearReply>("Appear", Appear(epoch, handle));
        return (reply.Code, [.. reply.Handles.Select(shown => shown.Span[0]).Order()]);
    }

    public Task<RelayCode> WhisperAsync(RelayConnection connection, ulong epoch, byte word) =>
        connection.CodeAsync("Whisper", new WhisperRequest(Id, epoch, new byte[] { word }));

    public Task<ReadReply> ReadAsync(RelayConnection connection, long after) => connection.CallAsync<ReadReply>("Read", new ReadRequest(Id, after));

    public async Task<List<LogItem>> ReadAllAsync(RelayConnection reader)
    {
        var items = new List<LogItem>();
        ReadReply part;
        do
        {
            part = await ReadAsync(reader, items.Count == 0 ? 0 : items[^1].Sequence);
            items.AddRange(part.Items);
        }
        while (part.More);
        return items;
    }
}
