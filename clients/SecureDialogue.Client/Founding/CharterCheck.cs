using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Founding;

/// <summary>What a version of the Charter must allow before anybody is asked to sign it: that its own rules can ever be met.</summary>
internal static class CharterCheck
{
    /// <summary>Whether all officers together meet the rules for admissions and for changes, and with one other device of the person the rule for devices.</summary>
    internal static bool IsWorkable(Charter charter) => Unmet(charter) is null;

    /// <summary>Says which rule can never be met.</summary>
    /// <param name="charter">The version.</param>
    /// <param name="hint">What to do.</param>
    /// <exception cref="DialogueException">One cannot.</exception>
    internal static void RequireWorkable(Charter charter, string hint)
    {
        if (Unmet(charter) is var (subject, rule))
        {
            throw new DialogueException(
                DialogueError.BadInput, $"these officers could never {subject}, which needs {CharterWords.Rule(rule)}", hint);
        }
    }

    private static (string Subject, SignatureRule Rule)? Unmet(Charter charter)
    {
        PartyCode?[] people = [null, .. charter.PartyCodes];
        Signer[] officers = [.. charter.Officers.Select(officer => officer.AsSigner())];
        var otherDevice = new Signer(new DeviceKey(new Cbor.Opaque(new byte[DeviceKey.Bytes])), null, Roles.None, IsSamePerson: true);
        return people.Any(party => !IsMet(charter.AdmissionRule, officers, party)) ? ("admit somebody", charter.AdmissionRule)
            : people.Any(party => !IsMet(charter.DeviceRule, [.. officers, otherDevice], party)) ? ("add a device", charter.DeviceRule)
            : !IsMet(charter.Quorum, officers, null) ? ("change the Charter", charter.Quorum)
            : null;

        bool IsMet(SignatureRule rule, IReadOnlyCollection<Signer> signers, PartyCode? party) =>
            rule.IsMetBy(signers, new RuleSubject(charter.PartyCodes, party));
    }
}
