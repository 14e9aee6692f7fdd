using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Founding;

/// <summary>
/// What version 1 of a Charter and the admissions beside it must say before a founder may sign them: what the own link promised, one admission for
/// each officer and for nobody else, and rules that these officers can meet.
/// </summary>
internal static class FoundingRules
{
    private const uint MostHoursAhead = 24;

    /// <summary>Whether they hang together, whoever signed.</summary>
    /// <param name="charter">Version 1.</param>
    /// <param name="admissions">The founders' admissions.</param>
    /// <param name="contacts">The founders' mailboxes.</param>
    /// <param name="now">The own clock.</param>
    internal static bool HangTogether(Charter charter, IReadOnlyList<Admission> admissions, IReadOnlyList<Contact> contacts, UnixHour now) =>
        charter is { Version: 1, SurvivingAdmissions.Count: 0 }
        && charter.CreatedAt <= now.Plus(MostHoursAhead)
        && CharterCheck.IsWorkable(charter)
        && admissions.Count == charter.Officers.Count
        && admissions.DistinctBy(admission => admission.Person).Count() == admissions.Count
        && charter.Officers.All(officer => admissions.Any(admission => IsFor(officer, admission, charter)))
        && charter.Officers.All(officer => contacts.Any(contact => contact.Device == officer.Key));

    /// <summary>Whether the Charter gives this founder what the link said, under the first founder's own name in it.</summary>
    /// <param name="charter">Version 1.</param>
    /// <param name="link">The link by which this founder came.</param>
    /// <param name="own">This founder's key.</param>
    internal static bool KeepsTheLink(Charter charter, FoundingLink link, DeviceKey own) =>
        string.Equals(charter.Title, link.Title, StringComparison.Ordinal)
        && charter.FindOfficer(link.Inviter) is not null
        && charter.FindOfficer(own) is { } officer
        && officer.Party == link.Party
        && officer.Roles == link.Roles;

    private static bool IsFor(Officer officer, Admission admission, Charter charter) =>
        admission.Device == officer.Key
        && admission.Charter == charter.Id
        && admission.Dialogue.Value == charter.Id.Value
        && admission.Party == officer.Party
        && admission.Roles == officer.Roles
        && admission is { Limits: null, Earlier: null }
        && admission.NotBefore <= charter.CreatedAt.Plus(MostHoursAhead);
}
