namespace SecureDialogue.Client.Views;

/// <summary>Something said about a paper.</summary>
/// <param name="From">Who said it.</param>
/// <param name="Kind"><c>question</c>, <c>answer</c>, <c>objection</c>, <c>objection withdrawn</c> or <c>withdrawn</c>.</param>
/// <param name="Text">The words; empty where they are for facilitators only.</param>
/// <param name="At">When.</param>
public sealed record RemarkView(string From, string Kind, string Text, DateTimeOffset At);
