using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Something written here, kept until it comes back in the log. The text is kept because only it can be sealed again when the
/// epoch changed; the sealed bytes, because they are sent unchanged until the relay answers.
/// </summary>
/// <param name="Message">16 bytes: the id outside is the id inside.</param>
/// <param name="Kind">The kind of content.</param>
/// <param name="Body">The encoded body.</param>
/// <param name="SentAt">The author's time, seconds since 1970.</param>
internal sealed record OutboxEntry(byte[] Message, int Kind, byte[] Body, long SentAt)
{
    /// <summary>The sealed item; absent until sealed.</summary>
    public byte[]? Sealed { get; init; }

    /// <summary>The epoch it is sealed in.</summary>
    public ulong Epoch { get; init; }

    /// <summary>Draws an id for something written now.</summary>
    internal static OutboxEntry Draw(ContentBody body, DateTimeOffset now) =>
        new(OpaqueId.Draw<Wire.MessageId>().ToBytes(), (int)body.Kind, body.EncodeBody(), now.ToUnixTimeSeconds());

    /// <summary>The kind under which it is posted.</summary>
    internal ItemKind ItemKind => Content.IsLasting ? ItemKind.Lasting : ItemKind.Talk;

    internal ContentBody Content => ContentBody.DecodeBody((ContentKind)Kind, new Opaque(Body));
}
