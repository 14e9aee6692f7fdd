using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Extensions;

/// <summary>Who may propose from outside, by place in the list (RFC 9420 §12.1.8.1).</summary>
/// <param name="Senders">The senders.</param>
public sealed record ExternalSenders(IReadOnlyList<ExternalSender> Senders) : ITlsEncodable
{
    /// <summary>The extension that carries it in the GroupContext.</summary>
    public Extension ToExtension() => new(ExtensionType.ExternalSenders, TlsEncoding.Encode(this));

    void ITlsEncodable.WriteTo(TlsWriter writer) => writer.WriteVector(Senders);

    internal static ExternalSenders Read(ref TlsReader reader) => new(reader.ReadVector(ExternalSender.Read));

    /// <summary>The extension of a GroupContext, if it has one.</summary>
    internal static ExternalSenders? Find(IReadOnlyList<Extension> extensions) =>
        Extension.Find(extensions, ExtensionType.ExternalSenders) is { } found ? TlsEncoding.Decode(found.Data.Span, Read) : null;
}
