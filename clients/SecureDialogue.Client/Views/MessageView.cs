namespace SecureDialogue.Client.Views;

/// <summary>One line of a channel as it is shown.</summary>
/// <param name="Number">Sequence in the channel's log.</param>
/// <param name="Id">Message id, hexadecimal.</param>
/// <param name="From">Name of the author; empty for lines of the channel itself.</param>
/// <param name="Party">Code of the author's party; empty for neutral people and lines of the channel itself.</param>
/// <param name="SentAt">The author's time.</param>
/// <param name="Kind"><c>text</c>, <c>notice</c> (a line of the channel itself: who entered, who was removed, an alarm) or <c>unknown</c> (needs a newer version).</param>
/// <param name="Text">The words.</param>
public sealed record MessageView(long Number, string Id, string From, string Party, DateTimeOffset SentAt, string Kind, string Text)
{
    /// <summary>What it answers; null for nothing.</summary>
    public RepliedView? ReplyTo { get; init; }

    /// <summary>What may be said outside, where the author said so: a regime; null where the channel's holds.</summary>
    public string? Regime { get; init; }
}
