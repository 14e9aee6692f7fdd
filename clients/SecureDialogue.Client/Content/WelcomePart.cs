using SecureDialogue.Client.Cbor;
using System.Security.Cryptography;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>One of at most 16 letters that together hold a <see cref="WelcomeBundle"/>.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Epoch">The epoch the Welcome leads into.</param>
/// <param name="Bundle">SHA-256 of the whole bundle.</param>
/// <param name="Part">1 to <c>Parts</c>.</param>
/// <param name="Parts">1 to 16.</param>
/// <param name="Bytes">This part's bytes.</param>
public sealed record WelcomePart(
    Opaque Channel,
    ulong Epoch,
    ObjectHash Bundle,
    int Part,
    int Parts,
    Opaque Bytes) : IDialogueObject<WelcomePart>
{
    /// <summary>The most parts.</summary>
    public const int MaxParts = 16;

    /// <summary>The most bytes of a part: its letter still fits the 64 KiB size class.</summary>
    public const int MaxPartBytes = 60 * 1024;

    /// <inheritdoc />
    public static int MaxBytes => MaxPartBytes + 512;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static WelcomePart Read(ObjectReader fields)
    {
        var parts = (int)fields.Number(5, 1, MaxParts);
        return new(
            fields.Bytes(1, 16, 64),
            fields.Number(2, 0, long.MaxValue),
            fields.Hash(3),
            (int)fields.Number(4, 1, (ulong)parts),
            parts,
            fields.Bytes(6, 1, MaxPartBytes))
        {
            Unknown = fields.Finish(),
        };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Channel);
        fields.Number(2, Epoch);
        fields.Bytes(3, Bundle.Value);
        fields.Number(4, (ulong)Part);
        fields.Number(5, (ulong)Parts);
        fields.Bytes(6, Bytes);
    }

    /// <summary>Cuts a bundle into parts.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="epoch">The epoch the Welcome leads into.</param>
    /// <param name="bundle">Welcome and pack.</param>
    /// <exception cref="ArgumentException">The bundle needs more than 16 parts.</exception>
    public static IReadOnlyList<WelcomePart> Split(Opaque channel, ulong epoch, WelcomeBundle bundle)
    {
        var bytes = bundle.Encode();
        var chunks = bytes.Chunk(MaxPartBytes).ToArray();
        return chunks.Length <= MaxParts
            ? [.. chunks.Select((chunk, i) => new WelcomePart(channel, epoch, bundle.Id, i + 1, chunks.Length, new Opaque(chunk)))]
            : throw new ArgumentException("A bundle has at most 16 parts.", nameof(bundle));
    }

    /// <summary>Puts a bundle together once all its parts are there, in whatever order they came.</summary>
    /// <param name="parts">Parts of one bundle.</param>
    /// <returns>The bundle, or null while a part is missing.</returns>
    /// <exception cref="MalformedObjectException">The parts are not of one bundle, or their hash is not the one they name.</exception>
    public static WelcomeBundle? Join(IReadOnlyCollection<WelcomePart> parts)
    {
        var distinct = parts.DistinctBy(part => part.Part).OrderBy(part => part.Part).ToArray();
        var same = distinct.DistinctBy(part => (part.Channel, part.Epoch, part.Bundle, part.Parts)).Count();
        TrustFields.Require(same <= 1, "parts of different bundles");
        if (distinct.Length == 0 || distinct.Length < distinct[0].Parts)
        {
            return null;
        }

        var bytes = distinct.SelectMany(part => part.Bytes.ToArray()).ToArray();
        TrustFields.Require(SHA256.HashData(bytes).AsSpan().SequenceEqual(distinct[0].Bundle.Value.Span), "a bundle's hash is not its own");
        return WelcomeBundle.Decode(bytes);
    }
}
