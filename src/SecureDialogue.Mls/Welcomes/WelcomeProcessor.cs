using System.Security.Cryptography;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>A Welcome into the epoch it leads to (RFC 9420 §12.4.3.1).</summary>
internal static class WelcomeProcessor
{
    internal static (GroupState State, IReadOnlyList<Extension> Extensions) Process(
        Welcome welcome, KeyPackage keyPackage, KeyPackageSecrets secrets, JoinOptions options)
    {
        var suite = secrets.Suite;
        using var groupSecrets = OpenSecrets(welcome, keyPackage, secrets);
        var psks = WelcomeRules.RequirePsks(suite, groupSecrets.Psks, options);
        using var pskSecret = PskSecret.Compute(suite, psks);
        var info = OpenGroupInfo(suite, welcome, groupSecrets, pskSecret);
        WelcomeRules.RequireSuite(info.Context.CipherSuite, keyPackage);
        var tree = TreeOf(info, options.RatchetTree);
        WelcomeRules.RequireSignature(suite, info, WelcomeRules.RequireSigner(tree, info).SignatureKey.Span);
        WelcomeRules.RequireTree(suite, info, tree, options);
        SuccessorRules.RequireValid(groupSecrets.Psks, info, tree, options);
        var own = WelcomeRules.RequireOwnLeaf(tree, keyPackage);
        using var epochSecret = KeySchedule.EpochSecret(suite, groupSecrets.JoinerSecret, pskSecret, info.Context);
        CommitRules.RequireConfirmation(KeySchedule.ConfirmationTag(suite, epochSecret, info.Context), info.ConfirmationTag.Span);
        using var custody = new Custody();
        var entry = new GroupEntry(info.Context, tree, own)
        {
            Keys = KeysOf(secrets, groupSecrets, info, tree, own, custody),
            SignatureKey = custody.Hold(secrets.Signature.Copy()),
            ConfirmationTag = info.ConfirmationTag,
            History = new GroupHistory(options.Retention),
        };
        return custody.Release((GroupState.Enter(entry, epochSecret), info.Extensions));
    }

    internal static GroupSecrets OpenSecrets(Welcome welcome, KeyPackage keyPackage, KeyPackageSecrets secrets)
    {
        var entry = WelcomeRules.RequireEntry(welcome, keyPackage, secrets.Suite);
        WelcomeRules.RequireSuite(welcome.CipherSuite, keyPackage);
        var opened = Labels.DecryptWithLabel(
            secrets.Suite, secrets.Init, WelcomeBuilder.Label, welcome.EncryptedGroupInfo.Span, entry.Ciphertext);
        try
        {
            return TlsEncoding.Decode(opened, GroupSecrets.Read);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    internal static GroupInfo OpenGroupInfo(CipherSuite suite, Welcome welcome, GroupSecrets groupSecrets, Secret pskSecret)
    {
        using var welcomeSecret = KeySchedule.WelcomeSecret(suite, groupSecrets.JoinerSecret, pskSecret);
        using var key = WelcomeKey.Derive(suite, welcomeSecret);
        var opened = suite.Crypto.Open(suite, new AeadKey(key.Key.Bytes, key.Nonce.Bytes), [], welcome.EncryptedGroupInfo.Span);
        return TlsEncoding.Decode(opened, GroupInfo.Read);
    }

    /// <summary>The tree inside a GroupInfo or else that beside it.</summary>
    internal static RatchetTree TreeOf(GroupInfo info, ReadOnlyMemory<byte>? outside) =>
        Extension.Find(info.Extensions, ExtensionType.RatchetTree) is { } inside
            ? RatchetTreeExtension.Decode(inside.Data.Span)
            : outside is { } beside
                ? RatchetTreeExtension.Decode(beside.Span)
                : throw new MlsException(MlsError.TreeMissing);

    /// <summary>The own leaf's key and, if the commit had a path, the keys from the lowest node above both up.</summary>
    private static PrivateTree KeysOf(
        KeyPackageSecrets secrets, GroupSecrets groupSecrets, GroupInfo info, RatchetTree tree, LeafIndex own, Custody custody)
    {
        var keys = custody.Hold(new PrivateTree());
        keys.Set(own.Node, secrets.Encryption.Copy());
        if (groupSecrets.PathSecret is { } pathSecret)
        {
            UpdatePathRules.RequireSecret(secrets.Suite, pathSecret);
            var nodes = tree.FilteredDirectPath(info.Signer).SkipWhile(node => !TreeMath.IsBelow(own.Node, node)).ToList();
            using var path = new PathSecrets(secrets.Suite, pathSecret.Copy(), nodes.Count);
            TreeKem.StoreSecrets(secrets.Suite, tree, nodes, path, keys);
        }

        return keys;
    }
}
