using System.Security.Cryptography;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Benchmarks.Servers;

/// <summary>A channel whose epochs share one access key: the relay cannot tell, and nobody else is there.</summary>
internal sealed class MeasuredChannel
{
    private readonly ChannelId _id = OpaqueId.Draw<ChannelId>();
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
    private ulong _epoch;

    private byte[] Key => Ed25519.PublicKey(_seed);

    /// <summary>Its id and its key, for another process.</summary>
    internal string Line => $"{Convert.ToBase64String(_id.ToBytes())} {Convert.ToBase64String(_seed)}";

    internal static async Task<MeasuredChannel> CreateAsync(HubSocket maker, byte[] pass)
    {
        var made = new MeasuredChannel();
        var create = new CreateChannelRequest(pass, made._id, made.Key, [made.Key], RandomNumberGenerator.GetBytes(CloseMark.Bytes), Limits.TalkDays, default);
        _ = await maker.CallAsync("CreateChannel", create with { Signature = Ed25519.Sign(made._seed, ChannelProof.Bytes(maker.Context, create)) });
        return made;
    }

    internal Task ProveAsync(HubSocket member)
    {
        var prove = new ProveRequest(_id, _epoch, default);
        return member.CallAsync("Prove", prove with { Signature = Ed25519.Sign(_seed, EpochProof.Bytes(member.Context, prove)) });
    }

    internal Task PostAsync(HubSocket member, byte[] bytes) =>
        member.CallAsync("Post", new PostRequest(_id, _epoch, OpaqueId.Draw<MessageId>(), ItemKind.Talk, bytes));

    /// <summary>A read of what is not there.</summary>
    internal Task ReadAsync(HubSocket member) => member.CallAsync("Read", new ReadRequest(_id, 1_000_000));

    internal async Task CommitAsync(HubSocket member, byte[] bytes)
    {
        var commit = new CommitRequest(_id, _epoch, OpaqueId.Draw<MessageId>(), 0, bytes, Key, default, default, default);
        _ = await member.CallAsync("Commit", commit with { Signature = Ed25519.Sign(_seed, CommitProof.Bytes(member.Context, commit)) });
        _epoch++;
    }
}
