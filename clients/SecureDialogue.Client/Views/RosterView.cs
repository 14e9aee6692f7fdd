namespace SecureDialogue.Client.Views;

/// <summary>Who can read a channel now.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Members">One per device.</param>
/// <param name="CountByParty">Devices per party code; neutral people under the empty code.</param>
public sealed record RosterView(ChannelView Channel, IReadOnlyList<MemberView> Members, IReadOnlyDictionary<string, int> CountByParty);
