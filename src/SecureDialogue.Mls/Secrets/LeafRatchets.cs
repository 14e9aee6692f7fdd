using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Secrets;

/// <summary>The two ratchets of one leaf (RFC 9420 §9). Owns them.</summary>
internal sealed class LeafRatchets : IDisposable
{
    private readonly SenderRatchet _handshake;
    private readonly SenderRatchet _application;

    private LeafRatchets(SenderRatchet handshake, SenderRatchet application) => (_handshake, _application) = (handshake, application);

    internal LeafRatchets(CipherSuite suite, Secret leafSecret)
        : this(
            new SenderRatchet(suite, Labels.DeriveSecret(suite, leafSecret, "handshake")),
            new SenderRatchet(suite, Labels.DeriveSecret(suite, leafSecret, "application")))
    {
    }

    internal SenderRatchet this[RatchetKind kind] => kind == RatchetKind.Handshake ? _handshake : _application;

    internal void Save(TlsWriter writer)
    {
        _handshake.Save(writer);
        _application.Save(writer);
    }

    internal static LeafRatchets Load(CipherSuite suite, ref TlsReader reader, Custody custody) =>
        new(SenderRatchet.Load(suite, ref reader, custody), SenderRatchet.Load(suite, ref reader, custody));

    public void Dispose()
    {
        _handshake.Dispose();
        _application.Dispose();
    }
}
