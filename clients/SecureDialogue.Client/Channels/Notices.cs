using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>The lines of the channel itself: who came and who went. They cannot be missed or deleted.</summary>
internal static class Notices
{
    private const string Kind = "notice";

    /// <summary>What a commit changed; nothing is shown for one that only renews keys.</summary>
    internal static void Changed(
        OpenChannel channel, LogItem item, UnixHour hour, IReadOnlyList<RosterLeaf> before, IReadOnlyList<RosterLeaf> after)
    {
        var came = Difference(after, before);
        var went = Difference(before, after);
        var renewed = came.Where(now => went.Any(then => then.Credential.Device == now.Credential.Device)).ToArray();
        var people = new List<byte[]>();
        var parts = new List<string>();
        TellArrivals(channel, [.. came.Except(renewed)], after, people, parts);
        Tell(went.Where(then => came.All(now => now.Credential.Device != then.Credential.Device)), "was removed", people, parts);
        foreach (var now in renewed)
        {
            // The name that everybody knows is the earlier admission's.
            var then = went.First(one => one.Credential.Device == now.Credential.Device);
            Tell([then], SameRoles(then, now) ? "renewed a device" : "renewed a device and is now " + RoleWords.Of(now.Credential.Admission.Body.Roles), people, parts);
        }

        if (parts.Count > 0)
        {
            channel.Show(item.Sequence, new LogLine([], [], Kind, string.Join("; ", parts), hour.ToTime().ToUnixTimeSeconds()) { People = people });
        }
    }

    /// <summary>The own removal: the last line there is.</summary>
    internal static void Removed(OpenChannel channel, LogItem item, UnixHour hour) => channel.Show(
        item.Sequence,
        new LogLine([], [], Kind, "this device was removed from the channel", hour.ToTime().ToUnixTimeSeconds()));

    /// <summary>Somebody was admitted to the dialogue: who, which side, what for, from when.</summary>
    internal static void Admitted(OpenChannel channel, LogItem item, AdmissionNotice notice)
    {
        var body = notice.Admission.Body;
        var what = body.Earlier is null ? "was admitted to the dialogue" : "was admitted with a further device";
        var words = $"{notice.Name} {what}: {AdmissionWords.Capacity(body, channel.Charters)}, from {AdmissionWords.Time(body.NotBefore)}";
        channel.Show(item.Sequence, new LogLine([], [], Kind, words, new UnixHour(channel.State.CommitHour).ToTime().ToUnixTimeSeconds()));
    }

    /// <summary>What a steward did.</summary>
    internal static void ByStewards(OpenChannel channel, LogItem item, string words) => Unreadable(channel, item, words);

    /// <summary>What a facilitator set anew for the channel; nothing is shown of steward keys.</summary>
    internal static void Ruled(OpenChannel channel, LogItem item, ChannelPolicy before, ChannelPolicy after)
    {
        var parts = new List<string>();
        if (after.Title != before.Title)
        {
            parts.Add($"gave this channel the name {Escaped(after.Title)}");
        }

        if (after.Pause?.Until != before.Pause?.Until || after.Pause?.Reason != before.Pause?.Reason)
        {
            parts.Add(after.Pause is { } pause ? $"paused this channel until {AdmissionWords.Time(pause.Until)}{Why(pause.Reason)}" : "ended the pause");
        }

        if (after.SlowModeSeconds != before.SlowModeSeconds)
        {
            parts.Add(after.SlowModeSeconds == 0 ? "ended slow mode" : $"set slow mode: {after.SlowModeSeconds} seconds between two messages of one person");
        }

        if (parts.Count > 0)
        {
            channel.Show(
                item.Sequence,
                new LogLine([], [], Kind, "{0} " + string.Join("; ", parts), after.Hour.ToTime().ToUnixTimeSeconds()) { People = [after.SignerAdmission.Value.ToArray()] });
        }
    }

    /// <summary>Another version of the Charter has effect from here on.</summary>
    internal static void Amended(OpenChannel channel, LogItem item, int version) => channel.Show(
        item.Sequence,
        new LogLine([], [], Kind, $"version {version} of the Charter holds from here on", new UnixHour(channel.State.CommitHour).ToTime().ToUnixTimeSeconds()));

    /// <summary>Something in the log that could not be shown as a message.</summary>
    internal static void Unreadable(OpenChannel channel, LogItem item, string why) => channel.Show(
        item.Sequence, new LogLine([], [], Kind, why, new UnixHour(channel.State.CommitHour).ToTime().ToUnixTimeSeconds()));

    private static string Why(string reason) => reason.Length == 0 ? string.Empty : ": " + Escaped(reason);

    /// <summary>Words of people stand in a text with places for names.</summary>
    private static string Escaped(string words) => words.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static bool SameRoles(RosterLeaf one, RosterLeaf other) => one.Credential.Admission.Body.Roles == other.Credential.Admission.Body.Roles;

    /// <summary>An act of the Charter's officers about one person, <c>{0}</c> in the words.</summary>
    internal static void Told(OpenChannel channel, LogItem item, string words, ObjectHash person) => channel.Show(
        item.Sequence,
        new LogLine([], [], Kind, words, new UnixHour(channel.State.CommitHour).ToTime().ToUnixTimeSeconds()) { People = [person.Value.ToArray()] });

    private static RosterLeaf[] Difference(IReadOnlyList<RosterLeaf> these, IReadOnlyList<RosterLeaf> those) =>
        [.. these.Where(one => those.All(other => one.Credential.Certificate.Body.LeafKey != other.Credential.Certificate.Body.LeafKey))];

    private static void TellArrivals(
        OpenChannel channel, IReadOnlyList<RosterLeaf> came, IReadOnlyList<RosterLeaf> roster, List<byte[]> people, List<string> parts)
    {
        Tell(came.Where(one => one.Credential.Admission.Body.Earlier is null), "entered", people, parts);
        foreach (var credential in came.Select(one => one.Credential).Where(one => one.Admission.Body.Earlier is not null))
        {
            // The new device's own profile comes later; its person's name is the earlier one's.
            var who = Place(credential.Admission.Body.Earlier!.Id);
            parts.Add($"{who} ({NewDevice.Words(credential, roster, channel.Charters, Place)}) entered");
        }

        string Place(ObjectHash admission)
        {
            people.Add(admission.Value.ToArray());
            return $"{{{people.Count - 1}}}";
        }
    }

    private static void Tell(IEnumerable<RosterLeaf> members, string verb, List<byte[]> people, List<string> parts)
    {
        foreach (var member in members)
        {
            parts.Add($"{{{people.Count}}} {verb}");
            people.Add(member.Credential.Admission.Id.Value.ToArray());
        }
    }
}
