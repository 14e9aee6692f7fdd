using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Verification;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Channels;

/// <summary>Reads who can read a channel from its tree; names come from signed profiles, never from the relay.</summary>
internal static class RosterReader
{
    /// <summary>The roster now.</summary>
    internal static RosterView Read(DeviceSession session, OpenChannel channel, ChannelView view)
    {
        var profiles = Profiles.Of(channel.State);
        var facts = channel.Facts;
        var marks = new Marks(session);
        var members = channel.Roster.Select(member =>
        {
            var admission = member.Credential.Admission;
            return new MemberView(
                Profiles.NameOf(profiles, admission.Id.Value.Span),
                admission.Body.Party?.Value ?? string.Empty,
                RoleWords.List(admission.Body.Roles),
                member.Leaf == channel.Group.OwnLeaf.Value,
                facts.IsRemovalDue(member.Credential, session.Now) || facts.HasLeft(member.Credential),
                ShortId.Of(member.Credential.Device.Value.Span),
                WordOf(marks.Of(member.Credential)))
            {
                NewDevice = NewDevice.Words(member.Credential, channel.Roster, channel.Charters, id => Profiles.NameOf(profiles, id.Value.Span)),
            };
        }).ToArray();
        var counts = members.GroupBy(member => member.Party).ToDictionary(group => group.Key, group => group.Count());
        return new RosterView(view, members, counts);
    }

    private static string WordOf(MarkState mark) => mark switch
    {
        MarkState.Unverified => "unverified",
        MarkState.Verified => "verified",
        MarkState.Lost => "lost",
        MarkState.Self => "self",
        _ => throw new System.Diagnostics.UnreachableException("Every mark has a word."),
    };
}
