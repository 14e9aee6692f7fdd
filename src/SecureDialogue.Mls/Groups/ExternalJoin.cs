using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>Who joins by an external commit, and how (RFC 9420 §12.4.3.2).</summary>
public sealed record ExternalJoin
{
    /// <summary>The joiner's signature key, of the group's suite; copied.</summary>
    public required SignatureKeyPair SignatureKey { get; init; }

    /// <summary>The joiner's credential.</summary>
    public required Credential Credential { get; init; }

    /// <summary>What the joiner can do.</summary>
    public required Capabilities Capabilities { get; init; }

    /// <summary>Asked for every leaf of the tree.</summary>
    public required ICredentialValidator Validator { get; init; }

    /// <summary>Extensions of the joiner's leaf.</summary>
    public IReadOnlyList<Extension> LeafExtensions { get; init; } = [];

    /// <summary>An older leaf of the same client that goes by the same commit; null if there is none.</summary>
    public LeafIndex? Removes { get; init; }

    /// <summary>An encoded ratchet tree that came beside the GroupInfo; the one inside goes first.</summary>
    public ReadOnlyMemory<byte>? RatchetTree { get; init; }

    /// <summary>External keys that are mixed into the new epoch; lent.</summary>
    public IReadOnlyList<ExternalPsk> ExternalPsks { get; init; } = [];

    /// <summary>Signed with the commit and readable without keys.</summary>
    public ReadOnlyMemory<byte> AuthenticatedData { get; init; }

    /// <summary>Unix seconds; null leaves the lifetimes of leaves unchecked.</summary>
    public ulong? CurrentTime { get; init; }

    /// <summary>Seconds a leaf's lifetime may have in all (RFC 9420 §7.2); null for no limit.</summary>
    public ulong? MaxLifetime { get; init; }

    /// <summary>What the group keeps of earlier epochs.</summary>
    public GroupRetention Retention { get; init; } = new();
}
