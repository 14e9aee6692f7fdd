using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SecureDialogue.Cli.Releases;

/// <summary>What release.json says: the web client as a whole, file by file. docs/release.md describes it.</summary>
/// <param name="Name">Whose release.</param>
/// <param name="Version">Its number.</param>
/// <param name="ContentSecurityPolicy">The header that every file is to be sent with.</param>
/// <param name="Files">SHA-256 in lower-case hex by path at the relay.</param>
internal sealed partial record Release(string Name, string Version, string ContentSecurityPolicy, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Where a relay has it.</summary>
    public const string Path = "/release.json";

    /// <summary>The page itself; it is also at <c>/</c>.</summary>
    public const string Page = "/index.html";

    /// <summary>The longest file that is read.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MostFiles = 1000;

    private static readonly JsonSerializerOptions Exact = new(JsonSerializerDefaults.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>SHA-256 of the file as it is, in lower-case hex: the one number that stands for the release.</summary>
    [JsonIgnore]
    public string Hash { get; private init; } = string.Empty;

    /// <summary>Reads the file; null when it is none.</summary>
    public static Release? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var release = JsonSerializer.Deserialize<Release>(bytes, Exact);
            return release is { Files.Count: > 0 and <= MostFiles } && release.Files.ContainsKey(Page)
                && release.Files.All(file => PathShape().IsMatch(file.Key) && HashShape().IsMatch(file.Value))
                ? release with { Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)) }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){1,4}\z")]
    private static partial Regex PathShape();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex HashShape();
}
