using System.Globalization;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>What an admission says, in plain words.</summary>
internal static class AdmissionWords
{
    /// <summary>What is signed, before the person's name.</summary>
    internal static string What(Admission admission) => admission.Earlier is null ? "admission of" : "a further device of";

    /// <summary>Which side and what the person does.</summary>
    internal static string Capacity(Admission admission, CharterChain? charters) =>
        $"{Side(admission.Party, charters)}, {RoleWords.Of(admission.Roles)}";

    /// <summary>Line by line.</summary>
    internal static IReadOnlyList<string> Terms(Admission admission, CharterChain? charters)
    {
        var lines = new List<string>
        {
            $"side and role: {Capacity(admission, charters)}",
            $"from {Time(admission.NotBefore)} until {Time(admission.NotAfter)}",
            $"device key {admission.Device}",
        };
        if (admission.Limits is { } limits)
        {
            lines.Add(limits.ListensOnly ? "listens only" : "speaks");
            lines.Add(limits.Channels.Count > 0 ? $"in {limits.Channels.Count} named channels only" : "in any channel");
        }

        return lines;
    }

    /// <summary>An hour as people read it, in coordinated universal time.</summary>
    internal static string Time(UnixHour hour) => hour.ToTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Side(PartyCode? party, CharterChain? charters) => party is not { } code
        ? "neutral"
        : charters?.Head.Parties.FirstOrDefault(one => one.Code == code)?.Title ?? code.Value;
}
