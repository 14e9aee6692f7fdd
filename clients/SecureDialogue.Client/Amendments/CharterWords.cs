using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>A Charter in plain words: what people read before they sign.</summary>
internal static class CharterWords
{
    /// <summary>Whose signatures a rule asks for.</summary>
    internal static string Rule(SignatureRule rule)
    {
        string[] parts = [.. rule.Requirements.Select(Requirement)];
        return rule.Threshold == parts.Length ? string.Join(" and ", parts) : $"{rule.Threshold} of these {parts.Length}: {string.Join("; ", parts)}";
    }

    /// <summary>The word of a regime in drafts.</summary>
    internal static string Of(Regime regime) => regime switch
    {
        Regime.Held => "held",
        Regime.Closed => "closed",
        Regime.ChathamHouse => "chatham house",
        Regime.Cleared => "cleared",
        Regime.Release => "release",
        _ => throw new System.Diagnostics.UnreachableException("Every regime has a word."),
    };

    /// <summary>A regime as the glossary has it, and what it means.</summary>
    internal static string Meaning(Regime regime) => regime switch
    {
        Regime.Held => "Held (not even that it took place)",
        Regime.Closed => "Closed (no use outside)",
        Regime.ChathamHouse => "Chatham House Rule (use, but not whose words they were)",
        Regime.Cleared => "Cleared (may be quoted as agreed)",
        Regime.Release => "Release (public)",
        _ => throw new System.Diagnostics.UnreachableException("Every regime has a meaning."),
    };

    /// <summary>The version, line by line.</summary>
    /// <param name="charter">The version.</param>
    /// <param name="nameOf">The name behind a key.</param>
    internal static IReadOnlyList<string> Lines(Charter charter, Func<DeviceKey, string> nameOf) =>
    [
        $"the Charter of {charter.Title}, version {charter.Version}",
        charter.Parties.Count == 0 ? "no sides" : $"sides: {string.Join(", ", charter.Parties.Select(Side))}",
        .. charter.Officers.Select(officer => $"officer: {Describe(officer, nameOf)}"),
        $"to admit somebody: {Rule(charter.AdmissionRule)}",
        $"to add or return a device: {Rule(charter.DeviceRule)}",
        $"to change the Charter or remove somebody: {Rule(charter.Quorum)}",
        $"what is said is {Meaning(charter.DefaultRegime)} unless something else is agreed; messages are kept for {Days(charter.RetentionDays)}",
        $"new channels are encrypted by method {charter.SuiteId}",
        .. charter.GroundRules.Select(rules => $"ground rules ({rules.Language}): {rules.Text}"),
    ];

    /// <summary>What a version changes, line by line.</summary>
    /// <param name="before">The version in force.</param>
    /// <param name="after">The next.</param>
    /// <param name="nameOf">The name behind a key.</param>
    internal static IReadOnlyList<string> Changes(Charter before, Charter after, Func<DeviceKey, string> nameOf) =>
    [
        .. Changed("the title", before.Title, after.Title),
        .. Left(before.Parties, after.Parties).Select(party => $"no longer a side: {Side(party)}"),
        .. Left(after.Parties, before.Parties).Select(party => $"a new side: {Side(party)}"),
        .. Left(before.Officers, after.Officers).Select(officer => $"no longer an officer: {Describe(officer, nameOf)}"),
        .. Left(after.Officers, before.Officers).Select(officer => $"a new officer: {Describe(officer, nameOf)}"),
        .. Changed("to admit somebody", Rule(before.AdmissionRule), Rule(after.AdmissionRule)),
        .. Changed("to add or return a device", Rule(before.DeviceRule), Rule(after.DeviceRule)),
        .. Changed("to change the Charter or remove somebody", Rule(before.Quorum), Rule(after.Quorum)),
        .. Changed("what is said is", Meaning(before.DefaultRegime), Meaning(after.DefaultRegime)),
        .. Changed("messages are kept for", Days(before.RetentionDays), Days(after.RetentionDays)),
        .. Changed("the encryption method of new channels", Number(before.SuiteId), Number(after.SuiteId)),
        .. Left(before.GroundRules, after.GroundRules).Select(rules => $"no longer the ground rules ({rules.Language}): {rules.Text}"),
        .. Left(after.GroundRules, before.GroundRules).Select(rules => $"now the ground rules ({rules.Language}): {rules.Text}"),
    ];

    private static IEnumerable<string> Changed(string what, string before, string after) =>
        string.Equals(before, after, StringComparison.Ordinal) ? [] : [$"{what}: {after} (until now: {before})"];

    private static IEnumerable<T> Left<T>(IReadOnlyList<T> these, IReadOnlyList<T> those)
        where T : Cbor.IDialogueObject<T> => these.Where(one => !those.Any(other => Cbor.ObjectCodec.Encode(other).AsSpan().SequenceEqual(Cbor.ObjectCodec.Encode(one))));

    private static string Side(Party party) => $"{party.Code} ({party.Title})";

    private static string Describe(Officer officer, Func<DeviceKey, string> nameOf) =>
        $"{nameOf(officer.Key)}, {officer.Party?.Value ?? "neutral"}, {RoleWords.Of(officer.Roles)}";

    private static string Requirement(SignatureRequirement one)
    {
        var who = Who(one);
        return one.Scope switch
        {
            SignerScope.Anybody => $"{one.Count} {who}",
            SignerScope.Neutral => $"{one.Count} neutral {who}",
            SignerScope.EachParty => $"{one.Count} {who} of each side",
            SignerScope.NamedParty => $"{one.Count} {who} of the side {one.Party}",
            SignerScope.OwnParty => $"{one.Count} {who} of the person's own side",
            SignerScope.SamePerson => one.Count == 1 ? "another device of the person" : $"{one.Count} other devices of the person",
            _ => throw new System.Diagnostics.UnreachableException("Every scope has its words."),
        };
    }

    private static string Who(SignatureRequirement one)
    {
        var who = one.Roles is Roles.None or Roles.All ? ["officer"] : RoleWords.List(one.Roles);
        return string.Join(" or ", who.Select(word => one.Count == 1 ? word : word + "s"));
    }

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
