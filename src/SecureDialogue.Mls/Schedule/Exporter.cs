using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Schedule;

/// <summary>Keys for the application (RFC 9420 §8.5).</summary>
internal static class Exporter
{
    /// <summary>MLS-Exporter(Label, Context, Length) = ExpandWithLabel(DeriveSecret(exporter_secret, Label), "exported", Hash(Context), Length).</summary>
    internal static byte[] Export(CipherSuite suite, Secret exporterSecret, string label, ReadOnlySpan<byte> context, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 255 * suite.HashBytes);
        using var derived = Labels.DeriveSecret(suite, exporterSecret, label);
        using var exported = Labels.ExpandWithLabel(suite, derived, "exported", suite.Crypto.Hash(suite, context), length);
        return exported.Bytes.ToArray();
    }
}
