using System.Text.Json.Serialization;

namespace SecureDialogue.Cli.Releases;

/// <summary>One signature under a release.</summary>
/// <param name="Key">Public key in lower-case hex.</param>
/// <param name="Signature">64 bytes in lower-case hex.</param>
internal sealed record ReleaseSignature(string Key, string Signature)
{
    /// <summary>The signature, or none where it is not written as it should be.</summary>
    [JsonIgnore]
    public byte[] Bytes => Signature.Length % 2 == 0 && Signature.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(Signature) : [];
}
