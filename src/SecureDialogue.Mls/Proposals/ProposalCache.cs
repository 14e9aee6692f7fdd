using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Proposals;

/// <summary>The proposals of one epoch that a commit may refer to (RFC 9420 §12.4). Ends with its epoch. Owns its entries.</summary>
internal sealed class ProposalCache : IDisposable
{
    /// <summary>Proposals kept in one epoch; more are refused, because dropping one could make a commit unreadable.</summary>
    internal const int MaxCount = 1024;

    private readonly List<CachedProposal> _entries = [];

    internal IReadOnlyList<CachedProposal> Entries => _entries;

    internal CachedProposal? Find(ReadOnlyMemory<byte> reference) =>
        _entries.Find(entry => entry.Reference.Span.SequenceEqual(reference.Span));

    /// <summary>Keeps a proposal; takes ownership. One that is there already stays as it is.</summary>
    internal void Add(CachedProposal proposal)
    {
        if (Find(proposal.Reference) is not null)
        {
            proposal.Dispose();
            return;
        }

        RequireRoom();
        _entries.Add(proposal);
    }

    internal void RequireRoom()
    {
        if (_entries.Count == MaxCount)
        {
            throw new MlsException(MlsError.ProposalsTooMany);
        }
    }

    internal void Save(TlsWriter writer)
    {
        var start = writer.BeginVector();
        foreach (var entry in _entries)
        {
            entry.Save(writer);
        }

        writer.EndVector(start);
    }

    internal static ProposalCache Load(CipherSuite suite, ref TlsReader reader, Custody custody)
    {
        var cache = new ProposalCache();
        var saved = new TlsReader(reader.ReadOpaqueSpan());
        while (!saved.IsAtEnd)
        {
            cache.Add(custody.Hold(CachedProposal.Load(suite, ref saved)));
        }

        return cache;
    }

    public void Dispose()
    {
        foreach (var entry in _entries)
        {
            entry.Dispose();
        }
    }
}
