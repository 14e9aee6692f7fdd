using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Groups;

/// <summary>What a joiner brings beside the Welcome and its key package.</summary>
public sealed record JoinOptions
{
    /// <summary>Asked for every leaf of the tree.</summary>
    public required ICredentialValidator Validator { get; init; }

    /// <summary>An encoded ratchet tree that came beside the Welcome; the one inside the GroupInfo goes first.</summary>
    public ReadOnlyMemory<byte>? RatchetTree { get; init; }

    /// <summary>Keys that the Welcome may name.</summary>
    public IReadOnlyList<ExternalPsk> ExternalPsks { get; init; } = [];

    /// <summary>Unix seconds; null leaves the lifetimes of leaves unchecked.</summary>
    public ulong? CurrentTime { get; init; }
}
