using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>What a new group of one is made from (RFC 9420 §11).</summary>
public sealed record GroupCreation
{
    /// <summary>The suite of the group.</summary>
    public required CipherSuite Suite { get; init; }

    /// <summary>The group id, unique.</summary>
    public required ReadOnlyMemory<byte> GroupId { get; init; }

    /// <summary>The creator's credential.</summary>
    public required Credential Credential { get; init; }

    /// <summary>The creator's signature key; copied.</summary>
    public required SignatureKeyPair SignatureKey { get; init; }

    /// <summary>What the creator can do.</summary>
    public required Capabilities Capabilities { get; init; }

    /// <summary>The lifetime of the creator's first leaf.</summary>
    public required Lifetime Lifetime { get; init; }

    /// <summary>Extensions of the creator's leaf.</summary>
    public IReadOnlyList<Extension> LeafExtensions { get; init; } = [];

    /// <summary>What the group keeps of earlier epochs.</summary>
    public GroupRetention Retention { get; init; } = new();

    /// <summary>Extensions of the GroupContext, required_capabilities among them.</summary>
    public IReadOnlyList<Extension> GroupContextExtensions { get; init; } = [];
}
