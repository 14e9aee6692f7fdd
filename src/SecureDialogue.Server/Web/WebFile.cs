using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SecureDialogue.Server.Web;

/// <summary>One file of the web client, as it is sent.</summary>
/// <param name="ContentType">Value of the header.</param>
/// <param name="CacheControl">How long a browser may keep it.</param>
/// <param name="Tag">Its entity tag, without quotes: the hash of the file as it was built.</param>
/// <param name="Bytes">As it was built.</param>
/// <param name="Encoded">The same compressed, by the encoding's name, the smallest first.</param>
internal sealed partial record WebFile(
    string ContentType, string CacheControl, string Tag, byte[] Bytes, ImmutableArray<(string Encoding, byte[] Bytes)> Encoded)
{
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Kept, but asked about each time: a new release shows at the next visit.</summary>
    private const string AskFirst = "no-cache";

    public static WebFile Of(string path, string contentType, byte[] bytes, IEnumerable<(string Encoding, byte[] Bytes)> encoded) => new(
        contentType,
        Hashed().IsMatch(path) ? Forever : AskFirst,
        Convert.ToHexStringLower(SHA256.HashData(bytes)),
        bytes,
        [.. encoded.OrderBy(one => one.Bytes.Length)]);

    /// <summary>The build puts a hash of the content into these names: another content has another path.</summary>
    [GeneratedRegex(@"^/assets/.+-[\w-]{8}\.\w+$")]
    private static partial Regex Hashed();
}
