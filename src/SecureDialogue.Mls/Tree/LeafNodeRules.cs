using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;

namespace SecureDialogue.Mls.Tree;

/// <summary>Refusals of leaf nodes (RFC 9420 §7.3). Uniqueness of keys is the tree's: <c>RatchetTreeRules</c>.</summary>
internal static class LeafNodeRules
{
    internal static void RequireValid(LeafNode leaf, CipherSuite suite, ReadOnlySpan<byte> groupId, LeafIndex index)
    {
        RequireEncryptionKey(leaf, suite);
        RequireSignature(leaf, suite, groupId, index);
        RequireOwnCapabilities(leaf);
        RequireListedExtensions(leaf);
    }

    /// <summary>
    /// Something can be sealed to the leaf. Asked of leaves that come in, not again of those a joiner finds: a key nobody can seal to
    /// would keep all others from committing with a path.
    /// </summary>
    internal static void RequireUsableKey(LeafNode leaf, CipherSuite suite)
    {
        if (!suite.Crypto.IsKemPublicKey(suite, leaf.EncryptionKey.Span))
        {
            throw new MlsException(MlsError.PublicKeyInvalid);
        }
    }

    internal static void RequireSource(LeafNode leaf, LeafNodeSource source)
    {
        if (leaf.Source != source)
        {
            throw new MlsException(MlsError.LeafSourceWrong);
        }
    }

    internal static void RequireLifetime(LeafNode leaf, ulong? currentTime, ulong? maxLifetime = null)
    {
        if (currentTime is { } time && leaf.Lifetime is { } lifetime && !lifetime.Contains(time))
        {
            throw new MlsException(MlsError.LeafLifetimeOver);
        }

        if (maxLifetime is { } most && leaf.Lifetime is { } whole && (whole.NotAfter < whole.NotBefore || whole.NotAfter - whole.NotBefore > most))
        {
            throw new MlsException(MlsError.LeafLifetimeTooLong);
        }
    }

    /// <summary>The leaf supports what the group's extensions ask for (§7.2, §11.1).</summary>
    internal static void RequireGroupCapabilities(LeafNode leaf, IReadOnlyList<Extension> groupExtensions)
    {
        var can = leaf.Capabilities;
        var required = RequiredCapabilities.Find(groupExtensions);
        var isMet = groupExtensions.All(extension => Supports(can, extension.Type))
            && (required is null
                || (required.Extensions.All(type => Supports(can, type))
                    && required.Proposals.All(type => type.IsAlwaysSupported || can.Proposals.Contains(type))
                    && required.Credentials.All(can.Credentials.Contains)));
        if (!isMet)
        {
            throw new MlsException(MlsError.RequiredCapabilitiesNotMet);
        }
    }

    private static void RequireEncryptionKey(LeafNode leaf, CipherSuite suite)
    {
        if (leaf.EncryptionKey.Length != suite.KemPublicKeyBytes)
        {
            throw new MlsException(MlsError.PublicKeyInvalid);
        }
    }

    private static void RequireSignature(LeafNode leaf, CipherSuite suite, ReadOnlySpan<byte> groupId, LeafIndex index)
    {
        if (!leaf.HasValidSignature(suite, groupId, index))
        {
            throw new MlsException(MlsError.LeafSignatureInvalid);
        }
    }

    // §7.3 does not ask for the group's suite in the list, and key packages in use leave it out; a signature under the suite says enough.
    private static void RequireOwnCapabilities(LeafNode leaf)
    {
        var can = leaf.Capabilities;
        if (!can.Versions.Contains(ProtocolVersion.Mls10) || !can.Credentials.Contains(leaf.Credential.Type))
        {
            throw new MlsException(MlsError.LeafCapabilitiesIncomplete);
        }
    }

    private static void RequireListedExtensions(LeafNode leaf)
    {
        if (!leaf.Extensions.All(extension => Supports(leaf.Capabilities, extension.Type)))
        {
            throw new MlsException(MlsError.LeafExtensionNotSupported);
        }
    }

    private static bool Supports(Capabilities can, ExtensionType type) =>
        type.IsAlwaysSupported || can.Extensions.Contains(type);
}
