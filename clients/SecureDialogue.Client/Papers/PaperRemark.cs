using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>A remark about a paper, and who made it.</summary>
/// <param name="Sender">The device that made it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The words; empty where they are for facilitators only.</param>
/// <param name="Hour">When.</param>
internal sealed record PaperRemark(DeviceKey Sender, RemarkKind Kind, string Text, UnixHour Hour);
