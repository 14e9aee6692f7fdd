using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Commits;

/// <summary>From where the key schedule takes its step (RFC 9420 §8). Its secrets are lent.</summary>
internal sealed record EpochStart(CipherSuite Suite, ReadOnlyMemory<byte> InterimTranscriptHash, Secret InitSecret)
{
    /// <summary>The keys that are mixed in, in the order of their proposals.</summary>
    internal IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> Psks { get; init; } = [];

    internal static EpochStart Of(GroupState state) => new(state.Suite, state.InterimTranscriptHash, state.Secrets.InitSecret);
}
