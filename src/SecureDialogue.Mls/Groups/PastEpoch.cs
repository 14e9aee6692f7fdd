using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>What opens late application messages of an epoch that is over. Owns its secrets.</summary>
internal sealed record PastEpoch(GroupContext Context, RatchetTree Tree, LeafIndex Own, Secret SenderDataSecret, SecretTree Ratchets) : IDisposable
{
    internal void Save(TlsWriter writer)
    {
        Context.WriteTo(writer);
        RatchetTreeExtension.Write(writer, Tree);
        writer.WriteUInt32(Own.Value);
        writer.WriteOpaque(SenderDataSecret.Bytes);
        Ratchets.Save(writer);
    }

    internal static PastEpoch Load(CipherSuite suite, ref TlsReader reader, Custody custody)
    {
        var context = GroupContext.Read(ref reader);
        var tree = RatchetTreeExtension.Read(ref reader);
        var own = new LeafIndex(reader.ReadUInt32());
        var senderDataSecret = custody.Hold(new Secret(reader.ReadOpaqueSpan()));
        return new PastEpoch(context, tree, own, senderDataSecret, SecretTree.Load(suite, tree.LeafCount, ref reader, custody));
    }

    public void Dispose()
    {
        SenderDataSecret.Dispose();
        Ratchets.Dispose();
    }
}
