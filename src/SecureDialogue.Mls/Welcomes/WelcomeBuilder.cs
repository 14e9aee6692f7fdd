using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>Makes one Welcome for all who join (RFC 9420 §12.4.3.1), the tree inside its GroupInfo.</summary>
internal static class WelcomeBuilder
{
    internal const string Label = "Welcome";

    internal static byte[] Build(
        GroupState next,
        EpochChange change,
        IReadOnlyList<(LeafIndex Index, KeyPackage KeyPackage)> joiners,
        FreshPath? path,
        IReadOnlyList<Extension> extensions)
    {
        var suite = next.Suite;
        var groupInfo = SealGroupInfo(next, change, extensions);
        var secrets = new List<EncryptedGroupSecrets>();
        foreach (var (index, keyPackage) in joiners)
        {
            using var writer = new TlsWriter();
            new GroupSecrets(change.JoinerSecret, path?.SecretFor(index), change.PskIds).WriteTo(writer);
            var ciphertext = Labels.EncryptWithLabel(suite, keyPackage.InitKey.Span, Label, groupInfo, writer.Written);
            secrets.Add(new EncryptedGroupSecrets(keyPackage.Reference(suite), ciphertext));
        }

        return TlsEncoding.Encode(MlsMessage.Of(new Welcome(suite.Id, secrets, groupInfo)));
    }

    /// <summary>The signed GroupInfo of an epoch (RFC 9420 §12.4.3).</summary>
    internal static GroupInfo GroupInfoOf(GroupState state, IReadOnlyList<Extension> extensions)
    {
        var info = new GroupInfo
        {
            Context = state.Context,
            Extensions = extensions,
            ConfirmationTag = state.ConfirmationTag,
            Signer = state.Own,
        };
        return info.Sign(state.SignatureKey);
    }

    private static byte[] SealGroupInfo(GroupState next, EpochChange change, IReadOnlyList<Extension> extensions)
    {
        var info = GroupInfoOf(next, [new Extension(ExtensionType.RatchetTree, next.EncodedTree.ToArray()), .. extensions]);
        using var welcomeSecret = KeySchedule.WelcomeSecret(next.Suite, change.JoinerSecret, change.PskSecret);
        using var key = WelcomeKey.Derive(next.Suite, welcomeSecret);
        return next.Suite.Crypto.Seal(
            next.Suite, new AeadKey(key.Key.Bytes, key.Nonce.Bytes), [], TlsEncoding.Encode(info));
    }
}
