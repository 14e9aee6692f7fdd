namespace SecureDialogue.Client.Papers;

/// <summary>Why a letter about a paper was refused, in plain words.</summary>
internal static class PaperRefusalWords
{
    internal static string Of(PaperRefusal refusal) => refusal switch
    {
        PaperRefusal.TooEarly => "what it is about has not come, and too many such letters wait already",
        PaperRefusal.AnotherDialogue => "it belongs to another dialogue",
        PaperRefusal.OlderCharter => "it was made for an older version of the Charter",
        PaperRefusal.NoSay => "the Charter gives its sender no say in it",
        PaperRefusal.CutOff => "the device that sent it was cut off",
        PaperRefusal.NotForThisDevice => "the Charter gives this device no say in it",
        PaperRefusal.FalseSignature => "a signature under it is false",
        PaperRefusal.StrangerSigned => "somebody signed it to whom the Charter gives no say",
        PaperRefusal.Changed => "it is not what was proposed under the same id",
        PaperRefusal.WrongHour => "it was proposed too long ago or is dated in the future",
        PaperRefusal.TooMany => "its sender has too many open papers or remarks",
        PaperRefusal.AgainstTheRules => "what it says is against the rules of its kind",
        _ => throw new System.Diagnostics.UnreachableException("Every refusal has its words."),
    };
}
