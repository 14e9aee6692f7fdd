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

    /// <summary>Resumption keys that the Welcome may name, other than those of the <see cref="Predecessor"/>.</summary>
    public IReadOnlyList<ResumptionPsk> ResumptionPsks { get; init; } = [];

    /// <summary>The group that the new one follows by ReInit or branches from; lent. Without it such a Welcome is refused.</summary>
    public MlsGroup? Predecessor { get; init; }

    /// <summary>Unix seconds; null leaves the lifetimes of leaves unchecked.</summary>
    public ulong? CurrentTime { get; init; }

    /// <summary>Seconds a leaf's lifetime may have in all (RFC 9420 §7.2); null for no limit.</summary>
    public ulong? MaxLifetime { get; init; }

    /// <summary>What the group keeps of earlier epochs.</summary>
    public GroupRetention Retention { get; init; } = new();
}
