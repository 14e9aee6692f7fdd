using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Messages;

/// <summary>What a joiner learns of the group, signed by a member (RFC 9420 §12.4.3).</summary>
internal sealed record GroupInfo : ITlsEncodable
{
    private const string SignatureLabel = "GroupInfoTBS";

    internal required GroupContext Context { get; init; }

    internal required IReadOnlyList<Extension> Extensions { get; init; }

    internal required ReadOnlyMemory<byte> ConfirmationTag { get; init; }

    internal required LeafIndex Signer { get; init; }

    internal ReadOnlyMemory<byte> Signature { get; init; }

    public void WriteTo(TlsWriter writer)
    {
        WriteContent(writer);
        writer.WriteOpaque(Signature);
    }

    internal static GroupInfo Read(ref TlsReader reader) => new()
    {
        Context = GroupContext.Read(ref reader),
        Extensions = Extension.ReadList(ref reader),
        ConfirmationTag = reader.ReadOpaque(),
        Signer = new LeafIndex(reader.ReadUInt32()),
        Signature = reader.ReadOpaque(),
    };

    internal GroupInfo Sign(SignatureKeyPair key)
    {
        using var content = new TlsWriter();
        WriteContent(content);
        return this with { Signature = Labels.SignWithLabel(key, SignatureLabel, content.Written) };
    }

    internal bool HasValidSignature(CipherSuite suite, ReadOnlySpan<byte> signerKey)
    {
        using var content = new TlsWriter();
        WriteContent(content);
        return Labels.VerifyWithLabel(suite, signerKey, SignatureLabel, content.Written, Signature.Span);
    }

    private void WriteContent(TlsWriter writer)
    {
        Context.WriteTo(writer);
        writer.WriteVector(Extensions);
        writer.WriteOpaque(ConfirmationTag);
        writer.WriteUInt32(Signer.Value);
    }
}
