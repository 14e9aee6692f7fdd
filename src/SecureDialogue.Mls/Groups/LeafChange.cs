using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>What an own new leaf shall have that the old one has not; null keeps the old. Its encryption key is always new.</summary>
public sealed record LeafChange
{
    /// <summary>A new signature key; lent.</summary>
    public SignatureKeyPair? SignatureKey { get; init; }

    /// <summary>A new credential.</summary>
    public Credential? Credential { get; init; }

    /// <summary>New capabilities.</summary>
    public Capabilities? Capabilities { get; init; }

    /// <summary>New leaf extensions.</summary>
    public IReadOnlyList<Extension>? Extensions { get; init; }

    /// <summary>The leaf with the changes, not signed.</summary>
    internal LeafNode ApplyTo(LeafNode leaf) => leaf with
    {
        SignatureKey = SignatureKey?.PublicKey ?? leaf.SignatureKey,
        Credential = Credential ?? leaf.Credential,
        Capabilities = Capabilities ?? leaf.Capabilities,
        Extensions = Extensions ?? leaf.Extensions,
    };
}
