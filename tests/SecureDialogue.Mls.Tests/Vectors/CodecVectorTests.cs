using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class CodecVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void Vector_headers_give_their_length() => VectorRun.Plain(output, "deserialization", item =>
    {
        var header = item.Hex("vlbytes_header");
        var length = VarInt.Read(header, out var headerBytes);
        var written = new byte[headerBytes];
        VarInt.Write(length, written);

        Assert.Equal(item.GetProperty("length").GetInt32(), length);
        Assert.Equal(header, written);
    });

    [VectorFact]
    public void Tree_math_finds_every_relative() => VectorRun.Plain(output, "tree-math", item =>
    {
        var leafCount = item.UInt("n_leaves");
        var root = TreeMath.Root(leafCount);
        Assert.Equal(item.UInt("n_nodes"), TreeMath.NodeCount(leafCount));
        Assert.Equal(item.UInt("root"), root.Value);
        for (uint i = 0; i < TreeMath.NodeCount(leafCount); i++)
        {
            var node = new NodeIndex(i);
            Expect("left", node.IsLeaf ? null : TreeMath.Left(node));
            Expect("right", node.IsLeaf ? null : TreeMath.Right(node));
            Expect("parent", node == root ? null : TreeMath.Parent(node));
            Expect("sibling", node == root ? null : TreeMath.Sibling(node));

            void Expect(string field, NodeIndex? actual)
            {
                var expected = item.GetProperty(field)[(int)i];
                Assert.Equal(expected.ValueKind == System.Text.Json.JsonValueKind.Null ? null : expected.GetUInt32(), actual?.Value);
            }
        }
    });

    [VectorFact]
    public void Messages_decode_and_encode_to_the_same_bytes() => VectorRun.Plain(output, "messages", item =>
    {
        foreach (var field in (string[])["mls_welcome", "mls_group_info", "mls_key_package", "public_message_application", "public_message_proposal", "public_message_commit", "private_message"])
        {
            Same(MlsMessage.Read, item.Hex(field));
        }

        var tree = item.Hex("ratchet_tree");
        Assert.Equal(tree, RatchetTreeExtension.Create(RatchetTreeExtension.Decode(tree)).Data.ToArray());
        Same(GroupSecrets.Read, item.Hex("group_secrets"));
        Same(Commit.Read, item.Hex("commit"));
        SameBody(item.Hex("add_proposal"), 1);
        SameBody(item.Hex("update_proposal"), 2);
        SameBody(item.Hex("remove_proposal"), 3);
        SameBody(item.Hex("pre_shared_key_proposal"), 4);
        SameBody(item.Hex("re_init_proposal"), 5);
        SameBody(item.Hex("external_init_proposal"), 6);
        SameBody(item.Hex("group_context_extensions_proposal"), 7);
    });

    private static void Same<T>(TlsRead<T> read, byte[] bytes)
        where T : ITlsEncodable => Assert.Equal(bytes, TlsEncoding.Encode(TlsEncoding.Decode(bytes, read)));

    // The file gives the body of a proposal without its type.
    private static void SameBody(byte[] body, byte type) => Same(Proposal.Read, [0, type, .. body]);
}
