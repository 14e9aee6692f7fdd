using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>
/// A working group has as many participants of each side (practice C25). No verdict hangs on it, for people leave one at a time: whoever
/// opens or fills such a channel is stopped until they say that it shall be so.
/// </summary>
internal static class Balance
{
    /// <summary>Whether each side of the Charter has as many participants; a person with two devices counts once, facilitators guide.</summary>
    internal static bool IsEven(IEnumerable<Admission> people, Charter charter)
    {
        var sides = people
            .Where(one => (one.Roles & (Roles.Participant | Roles.Facilitator)) == Roles.Participant)
            .DistinctBy(one => one.Person)
            .ToLookup(one => one.Party);
        return charter.PartyCodes.Select(code => sides[code].Count()).Distinct().Count() < 2;
    }
}
