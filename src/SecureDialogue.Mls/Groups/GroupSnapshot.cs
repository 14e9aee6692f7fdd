using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>
/// A group for an encrypted store:
/// <code>
/// uint16 version; uint16 suite; GroupContext; uint32 own leaf; ratchet_tree&lt;V&gt;; confirmation tag&lt;V&gt;; interim transcript hash&lt;V&gt;;
/// signature private key&lt;V&gt;; {uint32 node; private key&lt;V&gt;} keys&lt;V&gt;; epoch secrets; secret tree
/// </code>
/// Loading trusts the store: signatures and hashes were checked before saving and are not again.
/// </summary>
internal static class GroupSnapshot
{
    private const ushort Version = 1;

    internal static byte[] Save(GroupState state)
    {
        var tree = state.EncodedTree;
        using var writer = new TlsWriter(tree.Length + 8192);
        writer.WriteUInt16(Version);
        writer.WriteUInt16((ushort)state.Suite.Id);
        state.Context.WriteTo(writer);
        writer.WriteUInt32(state.Own.Value);
        writer.WriteFixed(tree);
        writer.WriteOpaque(state.ConfirmationTag);
        writer.WriteOpaque(state.InterimTranscriptHash);
        writer.WriteOpaque(state.SignatureKey.PrivateKey.Bytes);
        SaveKeys(writer, state.Keys);
        state.Secrets.Save(writer);
        state.Ratchets.Save(writer);
        return writer.ToArray();
    }

    internal static GroupState Load(ReadOnlySpan<byte> snapshot)
    {
        var reader = new TlsReader(snapshot);
        if (reader.ReadUInt16() != Version)
        {
            throw new MlsException(MlsError.SnapshotVersionUnknown);
        }

        var suite = CipherSuite.Get((CipherSuiteId)reader.ReadUInt16());
        var context = GroupContext.Read(ref reader);
        var own = new LeafIndex(reader.ReadUInt32());
        var tree = RatchetTreeExtension.Read(ref reader);
        var state = new GroupState
        {
            Suite = suite,
            Context = context,
            Tree = tree,
            Own = own,
            ConfirmationTag = reader.ReadOpaque(),
            InterimTranscriptHash = reader.ReadOpaque(),
            SignatureKey = SignatureKeyPair.FromPrivateKey(suite, ReadKey(ref reader, suite.KemPrivateKeyBytes)),
            Keys = LoadKeys(ref reader, tree),
            Secrets = EpochSecrets.Load(ref reader),
            Ratchets = SecretTree.Load(suite, tree.LeafCount, ref reader),
        };
        reader.RequireEnd();
        return state;
    }

    private static ReadOnlySpan<byte> ReadKey(ref TlsReader reader, int length)
    {
        var key = reader.ReadOpaqueSpan();
        return key.Length == length ? key : throw new MlsException(MlsError.ValueUnknown);
    }

    private static void SaveKeys(TlsWriter writer, PrivateTree keys)
    {
        var start = writer.BeginVector();
        foreach (var (node, pair) in keys.Pairs)
        {
            writer.WriteUInt32(node.Value);
            writer.WriteOpaque(pair.PrivateKey.Bytes);
        }

        writer.EndVector(start);
    }

    // The public keys stand in the tree, so that none is computed again.
    private static PrivateTree LoadKeys(ref TlsReader reader, RatchetTree tree)
    {
        var keys = new PrivateTree();
        var saved = new TlsReader(reader.ReadOpaqueSpan());
        while (!saved.IsAtEnd)
        {
            var node = new NodeIndex(saved.ReadUInt32());
            var secret = saved.ReadOpaqueSpan();
            if (node.Value >= tree.NodeCount || tree.IsBlank(node))
            {
                throw new MlsException(MlsError.ValueUnknown);
            }

            keys.Set(node, new HpkeKeyPair(tree.EncryptionKey(node), new Secret(secret)));
        }

        return keys;
    }
}
