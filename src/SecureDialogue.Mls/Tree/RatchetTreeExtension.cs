using System.Numerics;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Extensions;

namespace SecureDialogue.Mls.Tree;

/// <summary>The tree as it travels: <c>optional&lt;Node&gt; ratchet_tree&lt;V&gt;</c>, without the blanks at the end (RFC 9420 §12.4.3.3).</summary>
internal static class RatchetTreeExtension
{
    private const byte LeafType = 1;
    private const byte ParentType = 2;

    internal static Extension Create(RatchetTree tree)
    {
        using var writer = new TlsWriter();
        Write(writer, tree);
        return new Extension(ExtensionType.RatchetTree, writer.ToArray());
    }

    internal static RatchetTree Decode(ReadOnlySpan<byte> bytes) => TlsEncoding.Decode(bytes, Read);

    internal static void Write(TlsWriter writer, RatchetTree tree)
    {
        var last = tree.NodeCount - 1;
        while (last > 0 && tree.IsBlank(new NodeIndex(last)))
        {
            last--;
        }

        var start = writer.BeginVector();
        for (uint i = 0; i <= last; i++)
        {
            WriteNode(writer, tree.Node(new NodeIndex(i)));
        }

        writer.EndVector(start);
    }

    internal static RatchetTree Read(ref TlsReader reader)
    {
        var nodes = reader.ReadVector(ReadNode);
        if (nodes.Count % 2 == 0 || nodes[^1] is null)
        {
            throw new MlsException(MlsError.TreeSizeInvalid);
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is { } node && node is LeafNode != (i % 2 == 0))
            {
                throw new MlsException(MlsError.TreeNodeMisplaced);
            }
        }

        var leafCount = BitOperations.RoundUpToPowerOf2(((uint)nodes.Count + 1) / 2);
        var full = new ITlsEncodable?[TreeMath.NodeCount(leafCount)];
        nodes.CopyTo(full);
        return new RatchetTree(full);
    }

    private static void WriteNode(TlsWriter writer, ITlsEncodable? node)
    {
        writer.WriteUInt8(node is null ? (byte)0 : (byte)1);
        if (node is not null)
        {
            writer.WriteUInt8(node is LeafNode ? LeafType : ParentType);
            node.WriteTo(writer);
        }
    }

    private static ITlsEncodable? ReadNode(ref TlsReader reader) => !reader.ReadPresence()
        ? null
        : reader.ReadUInt8() switch
        {
            LeafType => LeafNode.Read(ref reader),
            ParentType => ParentNode.Read(ref reader),
            _ => throw new MlsException(MlsError.ValueUnknown),
        };
}
