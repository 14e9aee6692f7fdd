using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Schedule;

/// <summary>All pre-shared keys of an epoch in one secret (RFC 9420 §8.4).</summary>
internal static class PskSecret
{
    /// <summary>
    /// psk_secret[0] = 0; psk_secret[i+1] = KDF.Extract(ExpandWithLabel(KDF.Extract(0, psk[i]), "derived psk", PSKLabel), psk_secret[i]).
    /// </summary>
    internal static Secret Compute(CipherSuite suite, IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> psks)
    {
        var result = new Secret(suite.HashBytes);
        for (var i = 0; i < psks.Count; i++)
        {
            using var previous = result;
            using var label = new TlsWriter();
            ((ITlsEncodable)psks[i].Id).WriteTo(label);
            label.WriteUInt16((ushort)i);
            label.WriteUInt16((ushort)psks.Count);
            using var zero = new Secret(suite.HashBytes);
            using var extracted = suite.Crypto.Extract(suite, zero.Bytes, psks[i].Psk.Bytes);
            using var input = Labels.ExpandWithLabel(suite, extracted, "derived psk", label.Written, suite.HashBytes);
            result = suite.Crypto.Extract(suite, input.Bytes, previous.Bytes);
        }

        return result;
    }
}
