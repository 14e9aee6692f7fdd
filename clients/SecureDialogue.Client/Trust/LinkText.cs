using System.Buffers.Text;
using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Links of the form <c>address/#word=payload</c>; the word says what kind of link it is, and no kind is read as another.</summary>
internal static class LinkText
{
    private const int MaxLength = 4096;

    internal static string Write(RelayAddress relay, string word, ReadOnlySpan<byte> payload) =>
        $"{relay}/#{word}={Base64Url.EncodeToString(payload)}";

    internal static (RelayAddress Relay, string Payload) Split(string link, string word)
    {
        var mark = $"/#{word}=";
        var at = link.Length <= MaxLength ? link.IndexOf(mark, StringComparison.Ordinal) : -1;
        return at > 0 ? (RelayAddress.Parse(link[..at]), link[(at + mark.Length)..]) : throw new MalformedObjectException("a link of another kind");
    }

    internal static (RelayAddress Relay, byte[] Payload) Read(string link, string word)
    {
        var (relay, text) = Split(link, word);
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || !string.Equals(Base64Url.EncodeToString(bytes.AsSpan(0, length)), text, StringComparison.Ordinal))
        {
            throw new MalformedObjectException("a link is not whole");
        }

        return (relay, bytes[..length]);
    }
}
