using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Verification;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Channels;

/// <summary>Reads who can read a channel from its tree; names come from signed profiles, never from the relay.</summary>
internal static class RosterReader
{
    /// <summary>The roster now.</summary>
    /// <param name="session">The device.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="view">The channel as it is shown.</param>
    /// <param name="here">Leaves that have shown that they are here, where that was asked for.</param>
    internal static RosterView Read(DeviceSession session, OpenChannel channel, ChannelView view, IReadOnlySet<uint>? here = null)
    {
        var profiles = Profiles.Of(channel.State);
        var facts = channel.Facts;
        var marks = new Marks(session);
        var members = channel.Roster.Select(member =>
        {
            var admission = member.Credential.Admission;
            return new MemberView(
                NameOf(profiles, admission),
                admission.Body.Party?.Value ?? string.Empty,
                RoleWords.List(admission.Body.Roles),
                member.Leaf == channel.Group.OwnLeaf.Value,
                facts.IsRemovalDue(member.Credential, session.Now) || facts.HasLeft(member.Credential),
                ShortId.Of(member.Credential.Device.Value.Span),
                WordOf(marks.Of(member.Credential)))
            {
                NewDevice = NewDevice.Words(member.Credential, channel.Roster, channel.Charters, id => Profiles.NameOf(profiles, id.Value.Span)),
                Here = here?.Contains(member.Leaf) ?? false,
            };
        }).ToArray();
        var counts = members.GroupBy(member => member.Party).ToDictionary(group => group.Key, group => group.Count());
        return new RosterView(view, members, counts);
    }

    /// <summary>A further device has its person's name before its own profile comes.</summary>
    private static string NameOf(IReadOnlyList<Signed<Profile>> profiles, CoSigned<Admission> admission) =>
        Profiles.NameOf(profiles, admission.Id.Value.Span) is { Length: > 0 } name ? name
        : admission.Body.Earlier is { } earlier ? NameOf(profiles, earlier)
        : string.Empty;

    private static string WordOf(MarkState mark) => mark switch
    {
        MarkState.Unverified => "unverified",
        MarkState.Verified => "verified",
        MarkState.Lost => "lost",
        MarkState.Self => "self",
        _ => throw new System.Diagnostics.UnreachableException("Every mark has a word."),
    };
}
