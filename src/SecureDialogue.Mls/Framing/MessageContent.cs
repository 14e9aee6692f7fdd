using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Framing;

/// <summary>The content of a message: application data, a proposal or a commit (RFC 9420 §6).</summary>
internal abstract record MessageContent(ContentType Type) : ITlsEncodable
{
    internal sealed record ApplicationData(ReadOnlyMemory<byte> Data) : MessageContent(ContentType.Application);

    internal sealed record OfProposal(Proposal Proposal) : MessageContent(ContentType.Proposal);

    internal sealed record OfCommit(Commit Commit) : MessageContent(ContentType.Commit);

    public void WriteTo(TlsWriter writer)
    {
        switch (this)
        {
            case ApplicationData application:
                writer.WriteOpaque(application.Data);
                break;
            case OfProposal proposal:
                ((ITlsEncodable)proposal.Proposal).WriteTo(writer);
                break;
            case OfCommit commit:
                commit.Commit.WriteTo(writer);
                break;
        }
    }

    /// <summary>Zeroes application data that was decrypted but is nobody's to see.</summary>
    internal void Erase()
    {
        if (this is ApplicationData { Data: var data } && MemoryMarshal.TryGetArray(data, out var bytes))
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    internal static MessageContent Read(ref TlsReader reader, ContentType type) => type switch
    {
        ContentType.Application => new ApplicationData(reader.ReadOpaque()),
        ContentType.Proposal => new OfProposal(Proposal.Read(ref reader)),
        ContentType.Commit => new OfCommit(Commit.Read(ref reader)),
        _ => throw new MlsException(MlsError.ValueUnknown),
    };
}
