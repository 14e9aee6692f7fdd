using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// What a refusal by the rules of what is signed means for the paper: missing signatures are what it gathers, and whose proposer has no say
/// is not one.
/// </summary>
internal static class PaperRefusals
{
    internal static PaperRefusal Of(AdmissionRefusal refusal, bool hasProposerSay) => refusal switch
    {
        AdmissionRefusal.None or AdmissionRefusal.SignaturesMissing => PaperRefusal.None,
        AdmissionRefusal.AnotherDialogue => PaperRefusal.AnotherDialogue,
        AdmissionRefusal.UnknownCharter => PaperRefusal.TooEarly,
        AdmissionRefusal.NotCarriedOver => PaperRefusal.OlderCharter,
        AdmissionRefusal.FalseSignature => PaperRefusal.FalseSignature,
        AdmissionRefusal.StrangerSigned => OfStranger(hasProposerSay),
        _ => PaperRefusal.AgainstTheRules,
    };

    internal static PaperRefusal Of(CharterRefusal refusal, bool hasProposerSay) => refusal switch
    {
        CharterRefusal.None or CharterRefusal.SignaturesMissing => PaperRefusal.None,
        CharterRefusal.FalseSignature => PaperRefusal.FalseSignature,
        CharterRefusal.StrangerSigned => OfStranger(hasProposerSay),
        _ => PaperRefusal.AgainstTheRules,
    };

    internal static PaperRefusal Of(RemovalRefusal refusal, bool hasProposerSay) => refusal switch
    {
        RemovalRefusal.None or RemovalRefusal.SignaturesMissing => PaperRefusal.None,
        RemovalRefusal.AnotherDialogue => PaperRefusal.AnotherDialogue,
        RemovalRefusal.AnotherCharter => PaperRefusal.TooEarly,
        RemovalRefusal.FalseSignature => PaperRefusal.FalseSignature,
        RemovalRefusal.StrangerSigned => OfStranger(hasProposerSay),
        _ => PaperRefusal.AgainstTheRules,
    };

    private static PaperRefusal OfStranger(bool hasProposerSay) => hasProposerSay ? PaperRefusal.StrangerSigned : PaperRefusal.NoSay;
}
