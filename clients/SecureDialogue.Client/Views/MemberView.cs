namespace SecureDialogue.Client.Views;

/// <summary>One member's device in a channel.</summary>
/// <param name="Name">The chosen name; empty while no profile has arrived.</param>
/// <param name="Party">Party code; empty for neutral people.</param>
/// <param name="Roles">Roles in words of the glossary.</param>
/// <param name="Self">Whether it is this device.</param>
/// <param name="Due">Whether its removal is due (admission expired or revoked).</param>
/// <param name="Device">Short id of the device for commands, 8 lower-case hexadecimal digits.</param>
/// <param name="Verification"><c>self</c>, <c>verified</c>, <c>unverified</c>, or <c>lost</c>: the person was verified with another device.</param>
public sealed record MemberView(string Name, string Party, IReadOnlyList<string> Roles, bool Self, bool Due, string Device, string Verification)
{
    /// <summary>Of a further or returning device: who vouched for it, in words; empty for a person's first.</summary>
    public string NewDevice { get; init; } = string.Empty;

    /// <summary>Whether the device has shown within the last minute that it is here; false unless that was asked for.</summary>
    public bool Here { get; init; }
}
