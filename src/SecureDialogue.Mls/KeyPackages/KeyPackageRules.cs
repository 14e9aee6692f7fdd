using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.KeyPackages;

/// <summary>Refusals of key packages (RFC 9420 §10.1).</summary>
internal static class KeyPackageRules
{
    internal static void RequireValid(KeyPackage package, CipherSuite suite, ulong? currentTime, ulong? maxLifetime = null)
    {
        RequireVersion(package);
        RequireSuite(package, suite);
        RequireInitKey(package, suite);
        LeafNodeRules.RequireSource(package.LeafNode, LeafNodeSource.KeyPackage);
        LeafNodeRules.RequireValid(package.LeafNode, suite, [], default);
        LeafNodeRules.RequireUsableKey(package.LeafNode, suite);
        LeafNodeRules.RequireLifetime(package.LeafNode, currentTime, maxLifetime);
        RequireSignature(package, suite);
        RequireDistinctKeys(package);
    }

    private static void RequireVersion(KeyPackage package)
    {
        if (package.Version != ProtocolVersion.Mls10)
        {
            throw new MlsException(MlsError.VersionNotSupported);
        }
    }

    private static void RequireSuite(KeyPackage package, CipherSuite suite)
    {
        if (package.CipherSuite != suite.Id)
        {
            throw new MlsException(MlsError.KeyPackageSuiteMismatch);
        }
    }

    private static void RequireInitKey(KeyPackage package, CipherSuite suite)
    {
        if (!suite.Crypto.IsKemPublicKey(suite, package.InitKey.Span))
        {
            throw new MlsException(MlsError.PublicKeyInvalid);
        }
    }

    private static void RequireSignature(KeyPackage package, CipherSuite suite)
    {
        if (!package.HasValidSignature(suite))
        {
            throw new MlsException(MlsError.KeyPackageSignatureInvalid);
        }
    }

    private static void RequireDistinctKeys(KeyPackage package)
    {
        if (package.InitKey.Span.SequenceEqual(package.LeafNode.EncryptionKey.Span))
        {
            throw new MlsException(MlsError.KeyPackageKeysEqual);
        }
    }
}
