namespace SecureDialogue.Client.Channels;

/// <summary>A line of a channel as kept on this device.</summary>
/// <param name="Message">16 bytes; empty for lines of the channel itself.</param>
/// <param name="Author">The author's admission id, 32 bytes; empty for lines of the channel itself.</param>
/// <param name="Kind"><c>text</c>, <c>notice</c> or <c>unknown</c>.</param>
/// <param name="Text">The words.</param>
/// <param name="SentAt">The author's time, seconds since 1970; the commit's hour for lines of the channel itself.</param>
internal sealed record LogLine(byte[] Message, byte[] Author, string Kind, string Text, long SentAt)
{
    /// <summary>The author's party code; empty for neutral people and lines of the channel itself.</summary>
    public string Party { get; init; } = string.Empty;

    /// <summary>The id of the message that this one answers, 16 bytes; empty for none.</summary>
    public byte[] ReplyTo { get; init; } = [];

    /// <summary>Admission ids of the people a notice speaks of: <c>{0}</c>, <c>{1}</c>, … in its text.</summary>
    public IReadOnlyList<byte[]> People { get; init; } = [];
}
