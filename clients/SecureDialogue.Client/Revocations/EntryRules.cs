using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Revocations;

/// <summary>
/// Whether this device lets itself be brought into a channel, by what it knows from everywhere else. That is no verdict on a commit: the
/// others are members whatever this device does. Who was cut off brings nobody in; where such a one stands among others, the joiner
/// enters, posts what it knows and has the removal committed, unless it would not count there.
/// </summary>
internal static class EntryRules
{
    /// <summary>Why not, in words; null when it may enter.</summary>
    internal static string? Refuse(DeviceSession session, ChannelState entry, IReadOnlyList<RosterLeaf> roster, JoinerPack pack, Opaque sender)
    {
        var known = new KnownCuts(session);
        var channel = new Opaque(entry.Id);
        var cutOff = roster.Select(member => member.Credential)
            .Where(credential => credential.Device != session.OwnKey && known.Covers(credential.Admission, channel))
            .ToArray();
        if (cutOff.Length == 0)
        {
            return null;
        }

        var title = pack.Policy!.Policy.Body.Title;
        if (cutOff.FirstOrDefault(credential => credential.Device.Value == sender) is { } drawing)
        {
            return CutWords.DrawnIn(NameOf(drawing, pack), title);
        }

        var told = pack.Revocations.Select(one => one.Body).ToArray();
        TrustFields.Require(pack.Charters.Verify(out var charters) == CharterRefusal.None, "a Charter that does not hold");
        var staying = cutOff.FirstOrDefault(credential =>
            !told.Any(revocation => revocation.Covers(credential.Admission.Body))
            && !known.CanTakeEffect(credential.Admission, channel, charters!, told));
        return staying is null ? null : CutWords.StandsThere(NameOf(staying, pack), title);
    }

    private static string NameOf(DeviceCredential credential, JoinerPack pack) =>
        pack.Profiles.FirstOrDefault(profile => profile.Body.Admission == credential.Admission.Id)?.Body.Name ?? "somebody";
}
