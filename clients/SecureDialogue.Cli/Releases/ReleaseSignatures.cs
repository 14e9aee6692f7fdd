using System.Text;
using System.Text.Json;
using SecureDialogue.Sodium;

namespace SecureDialogue.Cli.Releases;

/// <summary>What release.signatures.json says: Ed25519 over <c>"SecureDialogue release" || 0x00 || release.json</c>.</summary>
internal sealed record ReleaseSignatures(IReadOnlyList<ReleaseSignature> Signatures)
{
    /// <summary>Where a relay has it.</summary>
    public const string Path = "/release.signatures.json";

    /// <summary>The longest file that is read.</summary>
    public const int MaxBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Exact = new(JsonSerializerDefaults.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads the file; no signatures when it is none.</summary>
    public static ReleaseSignatures Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ReleaseSignatures>(bytes, Exact) ?? new([]);
        }
        catch (JsonException)
        {
            return new([]);
        }
    }

    /// <summary>Whether that key signed these bytes.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="release">release.json as it is.</param>
    public bool Holds(byte[] key, ReadOnlySpan<byte> release)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes("SecureDialogue release\0"), .. release];
        var name = Convert.ToHexStringLower(key);
        return Signatures.Where(one => one.Key == name).Any(one =>
            one.Bytes is { Length: Ed25519.SignatureBytes } signature && Ed25519.Verify(key, message, signature));
    }
}
