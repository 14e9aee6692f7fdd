namespace SecureDialogue.Client.Views;

/// <summary>Other words for a clause.</summary>
/// <param name="Number">Its number in the log of the channel where it stands.</param>
/// <param name="Version">The version it is about; 0 when that is not here.</param>
/// <param name="Clause">The clause's number.</param>
/// <param name="Words">The words.</param>
/// <param name="Side">Code of the side whose bracket it is.</param>
/// <param name="From">Who wrote it or handed it over; of a released one the facilitator, never its author.</param>
/// <param name="Released">Whether all sides read it.</param>
public sealed record BracketView(long Number, int Version, int Clause, string Words, string Side, string From, bool Released);
