using SecureDialogue.Client.Cbor;
using System.Text;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>Words. Regime and keep-until bind the message; the stricter of message and policy holds.</summary>
/// <param name="Text">1 byte to 16 KiB of UTF-8, in NFC; <see cref="Of"/> normalises.</param>
/// <param name="Regime">Stricter than the channel's, if the author asked for it.</param>
/// <param name="KeepUntil">Earlier than the channel's retention, if the author asked for it.</param>
public sealed record TextContent(
    string Text,
    Regime? Regime = null,
    UnixHour? KeepUntil = null) : ContentBody, IDialogueObject<TextContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Text;

    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int MaxTextBytes = 16 * 1024;

    /// <summary>Takes text as typed and brings it to NFC.</summary>
    /// <param name="typed">What the author typed.</param>
    /// <exception cref="ArgumentException">It holds half a surrogate pair or U+FFFE.</exception>
    public static TextContent Of(string typed) => new(typed.Normalize(NormalizationForm.FormC));

    /// <inheritdoc />
    public static int MaxBytes => 20000;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static TextContent Read(ObjectReader fields) => ReadWords(fields) with { Unknown = fields.Finish() };

    internal static TextContent ReadWords(ObjectReader fields)
    {
        var text = fields.Text(1, 1, MaxTextBytes);
        TrustFields.Require(Encoding.UTF8.GetByteCount(text) <= MaxTextBytes, "a text has at most 16 KiB");
        return new(text, fields.Has(2) ? fields.Choice<Regime>(2) : null, fields.Has(3) ? fields.Hour(3) : null);
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Text(1, Text);
        if (Regime is { } regime)
        {
            fields.Number(2, (ulong)regime);
        }

        if (KeepUntil is { } hour)
        {
            fields.Number(3, hour.Value);
        }
    }

    internal override byte[] EncodeBody() => this.Encode();
}
