using System.Security.Cryptography;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>A kept commit as it is handed in on one connection.</summary>
internal static class SignedCommit
{
    /// <summary>Signs with the current access key, and where stewards demand it with the own steward key.</summary>
    internal static CommitRequest Of(OpenChannel channel, PendingCommit pending, ProofContext context)
    {
        var request = new CommitRequest(
            channel.Id, pending.Epoch, OpaqueId.Read<MessageId>(pending.Message), pending.After, pending.Bytes, pending.NextKey, default, default, default);
        var proof = CommitProof.Bytes(context, request);
        var seed = AccessKey.Seed(channel.Group);
        request = request with { Signature = Ed25519.Sign(seed, proof) };
        CryptographicOperations.ZeroMemory(seed);

        // Only where it is demanded: it tells the relay which commits are a steward's.
        return channel.State is { StewardSeed: { } steward } state && state.Restrictions.HasFlag(Restrictions.Demand)
            ? request with { StewardKey = Ed25519.PublicKey(steward), StewardSignature = Ed25519.Sign(steward, proof) }
            : request;
    }
}
