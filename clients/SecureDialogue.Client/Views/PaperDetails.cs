namespace SecureDialogue.Client.Views;

/// <summary>Everything that is signed, in plain words, and what was said about it.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Terms">What is signed, line by line.</param>
/// <param name="Note">Of whoever proposed it; may be empty.</param>
/// <param name="Vetting">What officers wrote down; null for nothing.</param>
/// <param name="Remarks">Questions, answers, objections.</param>
public sealed record PaperDetails(
    PaperView Paper, IReadOnlyList<string> Terms, string Note, VettingView? Vetting, IReadOnlyList<RemarkView> Remarks);
