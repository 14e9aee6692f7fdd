using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Proposals;

namespace SecureDialogue.Mls.Tree;

/// <summary>What a client can do (RFC 9420 §7.2). Unknown numbers are ignored.</summary>
/// <param name="Versions">Protocol versions.</param>
/// <param name="CipherSuites">Cipher suites.</param>
/// <param name="Extensions">Extensions beyond those of RFC 9420.</param>
/// <param name="Proposals">Proposals beyond those of RFC 9420.</param>
/// <param name="Credentials">Credential types.</param>
public sealed record Capabilities(
    IReadOnlyList<ProtocolVersion> Versions,
    IReadOnlyList<CipherSuiteId> CipherSuites,
    IReadOnlyList<ExtensionType> Extensions,
    IReadOnlyList<ProposalType> Proposals,
    IReadOnlyList<CredentialType> Credentials) : ITlsEncodable
{
    /// <summary>MLS 1.0, one suite, basic credentials and the given extensions.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="extensions">Extension types beyond those of RFC 9420.</param>
    public static Capabilities Of(CipherSuite suite, IReadOnlyList<ExtensionType> extensions) =>
        new([ProtocolVersion.Mls10], [suite.Id], extensions, [], [CredentialType.Basic]);

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        U16List.Write(writer, Versions, version => (ushort)version);
        U16List.Write(writer, CipherSuites, id => (ushort)id);
        U16List.Write(writer, Extensions, type => type.Value);
        U16List.Write(writer, Proposals, type => type.Value);
        U16List.Write(writer, Credentials, type => type.Value);
    }

    internal static Capabilities Read(ref TlsReader reader) => new(
        U16List.Read(ref reader, value => (ProtocolVersion)value),
        U16List.Read(ref reader, value => (CipherSuiteId)value),
        U16List.Read(ref reader, value => new ExtensionType(value)),
        U16List.Read(ref reader, value => new ProposalType(value)),
        U16List.Read(ref reader, value => new CredentialType(value)));
}
