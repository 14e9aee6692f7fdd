namespace SecureDialogue.Client.Views;

/// <summary>What came of adding people to a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Added">Names of those who were added.</param>
/// <param name="Waiting">Names of those whose devices have not put key packages yet; they are added by trying again later.</param>
public sealed record MembershipOutcome(ChannelView Channel, IReadOnlyList<string> Added, IReadOnlyList<string> Waiting);
