using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>What a new channel is to be.</summary>
/// <param name="Title">1 to 128 characters.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Party">Whose caucus it is; null for other kinds.</param>
/// <param name="Regime">What may be said outside.</param>
/// <param name="RetentionDays">1 to 30.</param>
internal sealed record ChannelPlan(string Title, ChannelKind Kind, PartyCode? Party, Regime Regime, int RetentionDays);
