using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Remarks in plain words; what was said is not among them.</summary>
internal static class RemarkWords
{
    internal static string Of(RemarkKind kind, string name) => kind switch
    {
        RemarkKind.Question => $"{name} asks",
        RemarkKind.Answer => $"{name} answers",
        RemarkKind.Objection => $"{name} objects",
        RemarkKind.ObjectionWithdrawn => $"{name} withdraws the objection",
        RemarkKind.Withdrawn => $"{name} withdraws the paper",
        _ => throw new System.Diagnostics.UnreachableException("Every remark has its words."),
    };
}
