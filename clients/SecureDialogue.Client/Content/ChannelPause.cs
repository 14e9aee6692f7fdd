using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>A pause that all see.</summary>
/// <param name="Reason">In the facilitator's words, at most 512 characters.</param>
/// <param name="Until">The first hour after it.</param>
public sealed record ChannelPause(
    string Reason,
    UnixHour Until) : IDialogueObject<ChannelPause>
{
    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static ChannelPause Read(ObjectReader fields) =>
        new(
            fields.Text(1, 0, 512),
            fields.Hour(2))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Text(1, Reason);
        fields.Number(2, Until.Value);
    }
}
