using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>Makes a version of the Charter of a draft. Whatever is wrong is refused with what to write instead.</summary>
/// <param name="findByName">The device of somebody admitted, by name; null for nobody.</param>
internal sealed class DraftReader(Func<string, DeviceKey?> findByName)
{
    /// <summary>The version that a draft makes of another.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="model">Everything that a draft does not say is taken from it.</param>
    /// <exception cref="DialogueException">The draft does not make a Charter that can be signed.</exception>
    internal Charter Apply(CharterDraft draft, Charter model)
    {
        var charter = model with
        {
            Title = Text(draft.Title, 128, "a title has 1 to 128 characters"),
            Parties = [.. draft.Sides.Select(side => new Party(Code(side.Code), Text(side.Title, 64, "a side's title has 1 to 64 characters")))],
            Officers = [.. draft.Officers.Select(Officer)],
            AdmissionRule = Rule(draft.AdmissionRule),
            DeviceRule = Rule(draft.DeviceRule),
            Quorum = Rule(draft.Quorum),
            GroundRules = [.. draft.GroundRules.Select(one => new GroundRules(
                Text(one.Key, 35, "a language is a tag such as en or ar"), Text(one.Value, 16384, "ground rules have 1 to 16384 characters in each language")))],
            DefaultRegime = DraftWords.ParseRegime(draft.Regime),
            RetentionDays = Number(draft.RetentionDays, Charter.MaxRetentionDays, "words are kept 1 to 30 days", "write \"retentionDays\" as a number"),
        };
        RequireConsistent(charter);
        CharterCheck.RequireWorkable(charter, "name the officers that the rule asks for, or change the rule");
        return charter;
    }

    private Officer Officer(DraftOfficer one)
    {
        var roles = RolesOf(one.Roles);
        return roles == Roles.None
            ? throw DraftWords.Refused("an officer has no role", "write \"roles\" with organizer, facilitator or both")
            : new Officer(KeyOf(one), one.Side is null ? null : Code(one.Side), roles);
    }

    private DeviceKey KeyOf(DraftOfficer one)
    {
        var known = findByName(one.Name);
        var written = one.Key is null ? null : ParseKey(one.Key);
        if (known is not null && written is not null && known != written)
        {
            throw DraftWords.Refused(
                "an officer's name and key are of two devices", "leave \"key\" out to mean the person of that name, or write the name that belongs to the key");
        }

        return written ?? known ?? throw DraftWords.Refused(
            "an officer is nobody whom this device knows", "admit the person first; or check the name against 'dialogue roster'");
    }

    private static DeviceKey? ParseKey(string hex)
    {
        try
        {
            var bytes = Convert.FromHexString(hex);
            return bytes.Length == DeviceKey.Bytes ? new DeviceKey(new Opaque(bytes)) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw DraftWords.Refused("an officer's key is no key", "leave \"key\" out for somebody admitted, or copy it whole from a draft");
        }
    }

    private static SignatureRule Rule(DraftRule rule)
    {
        var lines = Number(rule.Requirements.Count, SignatureRule.MaxRequirements, "a rule has 1 to 8 lines", "write \"requirements\" with one line or more");
        return new SignatureRule(
            Number(rule.Threshold, lines, "a rule's threshold is 1 to the number of its lines", "write \"threshold\" as how many of the lines must be met"),
            [.. rule.Requirements.Select(Requirement)]);
    }

    private static SignatureRequirement Requirement(DraftRequirement one)
    {
        var scope = DraftWords.ParseScope(one.Who);
        if (one.Side is null == (scope == SignerScope.NamedParty))
        {
            throw DraftWords.Refused("a line of a rule names a side where it must not, or none where it must", "write \"side\" exactly where \"who\" is \"named side\"");
        }

        var roles = RolesOf(one.Roles);
        return new SignatureRequirement(
            scope,
            Number(one.Count, 16, "a line of a rule counts 1 to 16 signatures", "write \"count\" as a number"),
            roles == Roles.None && scope != SignerScope.SamePerson ? Roles.All : roles,
            one.Side is null ? null : Code(one.Side));
    }

    private static Roles RolesOf(IReadOnlyList<string> words) => words.Aggregate(Roles.None, (sum, word) => sum | RoleWords.Parse(word));

    private static PartyCode Code(string code) => PartyCode.TryParse(code, out var parsed)
        ? parsed
        : throw DraftWords.Refused("a side's code is none", "a code has 1 to 16 letters, digits or hyphens");

    private static int Number(int number, int most, string rule, string hint) => number >= 1 && number <= most ? number : throw DraftWords.Refused(rule, hint);

    private static string Text(string text, int longest, string rule)
    {
        var normal = NormalForm.IsPossible(text) ? text.Normalize() : null;
        return normal is { Length: > 0 } && normal.Length <= longest && !normal.Any(c => char.IsControl(c) && c != '\n')
            ? normal
            : throw DraftWords.Refused(rule, "write it shorter, and without control characters");
    }

    /// <summary>What hangs together: the codec refuses it, and here it is said which.</summary>
    private static void RequireConsistent(Charter charter)
    {
        Require(charter.Parties.Count <= Charter.MaxParties, "there are more than 8 sides", "leave some out");
        Require(charter.PartyCodes.Distinct().Count() == charter.Parties.Count, "two sides have one code", "give each side another code");
        Require(charter.Officers.Count is > 0 and <= CoSigned<Charter>.MaxSignatures, "there are not 1 to 16 officers", "name those whose signatures count");
        Require(charter.Officers.DistinctBy(officer => officer.Key).Count() == charter.Officers.Count, "somebody is an officer twice", "name each officer once");
        Require(
            charter.Officers.All(officer => officer.Party is not { } side || charter.PartyCodes.Contains(side)),
            "an officer is of a side that is not listed", "write \"side\" as one of the codes under \"sides\", or leave it out for neutral");
        Require(
            new[] { charter.AdmissionRule, charter.DeviceRule, charter.Quorum }.SelectMany(rule => rule.Requirements)
                .All(one => one.Party is not { } side || charter.PartyCodes.Contains(side)),
            "a rule names a side that is not listed", "write \"side\" as one of the codes under \"sides\"");
        Require(charter.GroundRules.Count <= 16, "there are ground rules in more than 16 languages", "leave some out");
        Require(charter.Encode().Length <= Charter.MaxBytes, "there is more than a Charter can hold", "shorten the ground rules");
    }

    private static void Require(bool holds, string message, string hint)
    {
        if (!holds)
        {
            throw DraftWords.Refused(message, hint);
        }
    }
}
