using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Remarks in plain words; what was said is not among them.</summary>
internal static class RemarkWords
{
    /// <summary>What kind of remark it is.</summary>
    internal static string Kind(RemarkKind kind) => kind switch
    {
        RemarkKind.Question => "question",
        RemarkKind.Answer => "answer",
        RemarkKind.Objection => "objection",
        RemarkKind.ObjectionWithdrawn => "objection withdrawn",
        RemarkKind.Withdrawn => "withdrawn",
        RemarkKind.DigitsDiffer => "digits differ",
        _ => throw new System.Diagnostics.UnreachableException("Every remark has its words."),
    };

    /// <summary>That somebody made it.</summary>
    internal static string Of(RemarkKind kind, string name) => kind switch
    {
        RemarkKind.Question => $"{name} asks",
        RemarkKind.Answer => $"{name} answers",
        RemarkKind.Objection => $"{name} objects",
        RemarkKind.ObjectionWithdrawn => $"{name} withdraws the objection",
        RemarkKind.Withdrawn => $"{name} withdraws the paper",
        RemarkKind.DigitsDiffer => $"{name} withdraws the paper: the applicant's digits differed, sign nothing for this person",
        _ => throw new System.Diagnostics.UnreachableException("Every remark has its words."),
    };
}
