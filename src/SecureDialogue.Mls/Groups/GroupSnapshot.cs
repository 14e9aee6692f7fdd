using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>
/// A group for an encrypted store:
/// <code>
/// uint16 version; uint16 suite; GroupContext; uint32 own leaf; ratchet_tree&lt;V&gt;; confirmation tag&lt;V&gt;; interim transcript hash&lt;V&gt;;
/// signature private key&lt;V&gt;; {uint32 node; private key&lt;V&gt;} keys&lt;V&gt;; epoch secrets; secret tree;
/// optional ReInit; proposals&lt;V&gt;; history
/// </code>
/// The last line is not in version 1, which is still read.
/// Loading trusts the store: signatures and hashes were checked before saving and are not again.
/// </summary>
internal static class GroupSnapshot
{
    private const ushort FirstVersion = 1;
    private const ushort Version = 2;

    /// <summary>Writes a state as it is, or as it will be once <paramref name="leaving"/> is over.</summary>
    internal static byte[] Save(GroupState state, GroupState? leaving = null)
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
        writer.WriteOptional(state.ReInit);
        state.Proposals.Save(writer);
        state.History.Save(writer, leaving);
        return writer.ToArray();
    }

    internal static GroupState Load(ReadOnlySpan<byte> snapshot)
    {
        var reader = new TlsReader(snapshot);
        var version = reader.ReadUInt16();
        if (version is not (FirstVersion or Version))
        {
            throw new MlsException(MlsError.SnapshotVersionUnknown);
        }

        var suite = CipherSuite.Get((CipherSuiteId)reader.ReadUInt16());
        var context = GroupContext.Read(ref reader);
        var own = new LeafIndex(reader.ReadUInt32());
        var tree = RatchetTreeExtension.Read(ref reader);
        using var custody = new Custody();
        var state = new GroupState
        {
            Suite = suite,
            Context = context,
            Tree = tree,
            Own = own,
            ConfirmationTag = reader.ReadOpaque(),
            InterimTranscriptHash = reader.ReadOpaque(),
            SignatureKey = custody.Hold(LoadSignatureKey(ref reader, suite)),
            Keys = LoadKeys(ref reader, suite, tree, custody),
            Secrets = EpochSecrets.Load(ref reader, custody),
            Ratchets = SecretTree.Load(suite, tree.LeafCount, ref reader, custody),
            ReInit = version > FirstVersion && reader.ReadPresence() ? ReadReInit(ref reader) : null,
            Proposals = version > FirstVersion ? ProposalCache.Load(suite, ref reader, custody) : new ProposalCache(),
            History = version > FirstVersion ? GroupHistory.Load(suite, ref reader, custody) : new GroupHistory(new GroupRetention()),
        };
        reader.RequireEnd();
        return custody.Release(state);
    }

    private static Proposal.ReInit ReadReInit(ref TlsReader reader) =>
        Proposal.Read(ref reader) as Proposal.ReInit ?? throw new MlsException(MlsError.ValueUnknown);

    private static SignatureKeyPair LoadSignatureKey(ref TlsReader reader, CipherSuite suite)
    {
        var key = reader.ReadOpaqueSpan();
        return suite.IsSignaturePrivateKey(key) ? SignatureKeyPair.FromPrivateKey(suite, key) : throw new MlsException(MlsError.ValueUnknown);
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
    private static PrivateTree LoadKeys(ref TlsReader reader, CipherSuite suite, RatchetTree tree, Custody custody)
    {
        var keys = custody.Hold(new PrivateTree());
        var saved = new TlsReader(reader.ReadOpaqueSpan());
        while (!saved.IsAtEnd)
        {
            var node = new NodeIndex(saved.ReadUInt32());
            var key = saved.ReadOpaqueSpan();
            if (!suite.IsKemPrivateKey(key) || node.Value >= tree.NodeCount || tree.IsBlank(node))
            {
                throw new MlsException(MlsError.ValueUnknown);
            }

            keys.Set(node, new HpkeKeyPair(tree.EncryptionKey(node), new Secret(key)));
        }

        return keys;
    }
}
