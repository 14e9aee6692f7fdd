using SecureDialogue.Client.Cbor;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Trust;

/// <summary>Where a relay is: <c>https://host[:port]</c>, or <c>http://</c> for 127.0.0.1, ::1, localhost and *.onion only.</summary>
public sealed record RelayAddress
{
    /// <summary>The longest address.</summary>
    public const int MaxLength = 255;

    private RelayAddress(string value) => Value = value;

    /// <summary>Scheme, host and port in lower case, without a final slash.</summary>
    public string Value { get; }

    /// <summary>The address of the hub, for a WebSocket.</summary>
    public Uri HubUri => new UriBuilder(Value)
    {
        Scheme = Value.StartsWith(Uri.UriSchemeHttps, StringComparison.Ordinal) ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        Path = ProtocolVersion.HubPath,
    }.Uri;

    /// <summary>The address of the hub, for requests where there is no WebSocket.</summary>
    internal Uri PollingUri => new(Value + ProtocolVersion.HubPath);

    /// <summary>Whether it is an onion service, to be reached through a proxy only.</summary>
    public bool IsOnion => new Uri(Value).Host.EndsWith(".onion", StringComparison.Ordinal);

    /// <summary>Reads an address.</summary>
    /// <param name="text">Scheme, host and perhaps a port; one final slash is taken off.</param>
    /// <exception cref="MalformedObjectException">Another scheme, plain http to a far host, or anything besides scheme, host and port.</exception>
    public static RelayAddress Parse(string text)
    {
        var trimmed = text.EndsWith('/') ? text[..^1] : text;
        if (trimmed.Length > MaxLength || !Uri.TryCreate(trimmed, UriKind.Absolute, out var uri))
        {
            throw new MalformedObjectException("not the address of a relay");
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && IsNearOrOnion(uri)))
        {
            throw new MalformedObjectException("a relay's address begins with https://");
        }

        var canonical = uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return string.Equals(canonical, trimmed, StringComparison.OrdinalIgnoreCase)
            ? new RelayAddress(canonical)
            : throw new MalformedObjectException("a relay's address is scheme, host and port in their shortest form");
    }

    /// <summary>The address.</summary>
    public override string ToString() => Value;

    private static bool IsNearOrOnion(Uri uri) =>
        uri.Host is "127.0.0.1" or "[::1]" or "localhost"
        || (uri.Host.EndsWith(".onion", StringComparison.Ordinal) && uri.Host.Length > ".onion".Length);
}
