using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Proposals;

namespace SecureDialogue.Mls.Extensions;

/// <summary>What every member's capabilities must list (RFC 9420 §11.1).</summary>
/// <param name="Extensions">Extension types.</param>
/// <param name="Proposals">Proposal types.</param>
/// <param name="Credentials">Credential types.</param>
public sealed record RequiredCapabilities(
    IReadOnlyList<ExtensionType> Extensions, IReadOnlyList<ProposalType> Proposals, IReadOnlyList<CredentialType> Credentials) : ITlsEncodable
{
    /// <summary>The extension that carries it in the GroupContext.</summary>
    public Extension ToExtension() => new(ExtensionType.RequiredCapabilities, TlsEncoding.Encode(this));

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        U16List.Write(writer, Extensions, type => type.Value);
        U16List.Write(writer, Proposals, type => type.Value);
        U16List.Write(writer, Credentials, type => type.Value);
    }

    internal static RequiredCapabilities Read(ref TlsReader reader) => new(
        U16List.Read(ref reader, value => new ExtensionType(value)),
        U16List.Read(ref reader, value => new ProposalType(value)),
        U16List.Read(ref reader, value => new CredentialType(value)));

    /// <summary>The extension of a GroupContext, if it has one.</summary>
    internal static RequiredCapabilities? Find(IReadOnlyList<Extension> extensions) =>
        Extension.Find(extensions, ExtensionType.RequiredCapabilities) is { } found
            ? TlsEncoding.Decode(found.Data.Span, Read)
            : null;
}
