using System.Diagnostics.CodeAnalysis;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>
/// Where a relay is: <c>https://host[:port][/path]</c>; plain <c>http</c> only on this machine and for onion services, which encrypt by
/// themselves. No user, query or fragment.
/// </summary>
public sealed record RelayAddress
{
    /// <summary>Characters of an address, at most.</summary>
    public const int MaxChars = 512;

    private readonly Uri _uri;

    private RelayAddress(Uri uri) => _uri = uri;

    /// <summary>The address of the hub, for a WebSocket.</summary>
    public Uri HubUri => new UriBuilder(_uri)
    {
        Scheme = _uri.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        Path = _uri.AbsolutePath.TrimEnd('/') + ProtocolVersion.HubPath,
    }.Uri;

    /// <summary>Whether it is an onion service, to be reached through a proxy only.</summary>
    public bool IsOnion => IsOnionHost(_uri);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is not an address of a relay.</exception>
    public static RelayAddress Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException("a relay's address is https://host[:port], or http:// on this machine and for onion services");

    /// <summary>Reads an address; false when it is not one of a relay.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RelayAddress? address)
    {
        address = text is { Length: <= MaxChars } && Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) && IsAllowed(uri)
            ? new RelayAddress(uri)
            : null;
        return address is not null;
    }

    /// <summary>The address as text, without a slash at its end.</summary>
    public override string ToString() => _uri.AbsoluteUri.TrimEnd('/');

    private static bool IsAllowed(Uri uri) =>
        uri is { Query: "", Fragment: "", UserInfo: "" }
        && uri.Host.Length > 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && MayBePlain(uri)));

    private static bool MayBePlain(Uri uri) => uri.IdnHost is "127.0.0.1" or "::1" or "localhost" || IsOnionHost(uri);

    private static bool IsOnionHost(Uri uri) => uri.IdnHost.EndsWith(".onion", StringComparison.OrdinalIgnoreCase);
}
