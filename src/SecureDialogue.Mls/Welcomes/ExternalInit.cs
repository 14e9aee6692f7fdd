using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>
/// The init secret of an external commit (RFC 9420 §8.3):
/// <c>external_priv, external_pub = KEM.DeriveKeyPair(external_secret); init_secret = Export("MLS 1.0 external init secret", Nh)</c>.
/// </summary>
internal static class ExternalInit
{
    private static ReadOnlySpan<byte> Label => "MLS 1.0 external init secret"u8;

    internal static HpkeKeyPair KeyPair(CipherSuite suite, Secret externalSecret) => HpkeKeyPair.DeriveFrom(suite, externalSecret.Bytes);

    internal static (Proposal.ExternalInit Proposal, Secret InitSecret) Create(CipherSuite suite, ReadOnlySpan<byte> externalPub)
    {
        var (kemOutput, exported) = Hpke.SendExport(suite, externalPub, Label);
        return (new Proposal.ExternalInit(kemOutput), exported);
    }

    internal static Secret Open(CipherSuite suite, Secret externalSecret, Proposal.ExternalInit proposal)
    {
        using var pair = KeyPair(suite, externalSecret);
        return Hpke.ReceiveExport(suite, pair, proposal.KemOutput.Span, Label);
    }
}
