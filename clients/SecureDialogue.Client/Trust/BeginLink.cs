using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The link with which a founder begins a dialogue at a relay: <c>address/#pass=token</c>.</summary>
/// <param name="Relay">The relay.</param>
/// <param name="Token">What lets the founder begin; UTF-8 of 22 to 128 of A-Z, a-z, 0-9, hyphen and underscore.</param>
public sealed record BeginLink(RelayAddress Relay, SecretBytes Token)
{
    private const string Word = "pass";

    /// <summary>Reads a link.</summary>
    /// <param name="link">The whole link.</param>
    /// <exception cref="MalformedObjectException">It is not such a link.</exception>
    public static BeginLink ParseLink(string link)
    {
        var (relay, token) = LinkText.Split(link, Word);
        TrustFields.Require(
            token.Length is >= 22 and <= 128 && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "a pass is not whole");
        return new BeginLink(relay, new SecretBytes(System.Text.Encoding.ASCII.GetBytes(token)));
    }

    /// <summary>The whole link, which is a secret.</summary>
    public string ToLink() => $"{Relay}/#{Word}={System.Text.Encoding.ASCII.GetString(Token.Span)}";
}
