using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>A new group of one, in epoch 0 (RFC 9420 §11).</summary>
    /// <param name="creation">What it is made from.</param>
    /// <exception cref="MlsException">The creator's own leaf breaks a rule, for instance the group's required capabilities.</exception>
    public static MlsGroup Create(GroupCreation creation)
    {
        var suite = creation.Suite;
        using var custody = new Custody();
        var encryption = custody.Hold(HpkeKeyPair.Generate(suite));
        var leaf = LeafOf(creation, encryption);
        LeafNodeRules.RequireValid(leaf, suite, [], default);
        LeafNodeRules.RequireGroupCapabilities(leaf, creation.GroupContextExtensions);
        var tree = new RatchetTree(leaf);
        var context = new GroupContext
        {
            CipherSuite = suite.Id,
            GroupId = creation.GroupId,
            Epoch = 0,
            TreeHash = TreeHash.Compute(suite, tree),
            ConfirmedTranscriptHash = ReadOnlyMemory<byte>.Empty,
            Extensions = creation.GroupContextExtensions,
        };
        using var epochSecret = Secret.Random(suite, suite.HashBytes);
        var keys = new PrivateTree();
        keys.Set(default, encryption);
        var entry = new GroupEntry(context, tree, default)
        {
            Keys = keys,
            SignatureKey = custody.Hold(creation.SignatureKey.Copy()),
            ConfirmationTag = KeySchedule.ConfirmationTag(suite, epochSecret, context),
            History = new GroupHistory(creation.Retention),
        };
        return custody.Release(new MlsGroup(GroupState.Enter(entry, epochSecret)));
    }

    private static LeafNode LeafOf(GroupCreation creation, HpkeKeyPair encryption)
    {
        var leaf = new LeafNode
        {
            EncryptionKey = encryption.PublicKey,
            SignatureKey = creation.SignatureKey.PublicKey,
            Credential = creation.Credential,
            Capabilities = creation.Capabilities,
            Source = LeafNodeSource.KeyPackage,
            Lifetime = creation.Lifetime,
            Extensions = creation.LeafExtensions,
        };
        return leaf.Sign(creation.SignatureKey, [], default);
    }
}
