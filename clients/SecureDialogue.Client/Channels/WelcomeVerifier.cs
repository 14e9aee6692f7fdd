using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>What a joiner holds against a Welcome: the letter it came in, every leaf, the Charter, the policy and the names beside it.</summary>
internal static class WelcomeVerifier
{
    /// <summary>The channel that the Welcome leads into, as this device would keep it.</summary>
    /// <param name="group">The group that the Welcome opened to.</param>
    /// <param name="part">A part of the letter: it names channel and epoch.</param>
    /// <param name="pack">What came beside the Welcome.</param>
    /// <param name="sender">The device key that signed the letter.</param>
    /// <param name="isSwap">Whether it answers a swap, which any member may commit.</param>
    /// <param name="known">The Charter as this device has it; it may be newer than the channel's.</param>
    /// <exception cref="MalformedObjectException">Something does not hold.</exception>
    internal static ChannelState Verify(MlsGroup group, WelcomePart part, JoinerPack pack, Opaque sender, bool isSwap, CharterChain known)
    {
        RequireSamePlace(group, part);
        var hour = JoinerSeal.Check(group, pack);
        var descriptor = ChannelGroup.Describe(group);
        TrustFields.Require(pack.Charters.Verify(out var charters) == CharterRefusal.None, "a Charter that does not hold");
        TrustFields.Require(descriptor.Dialogue == charters!.Dialogue, "a channel of another dialogue");
        var id = part.Channel;
        var roster = OpenChannel.RosterOf(group.Members);
        var facts = new ChannelFacts
        {
            Channel = id,
            Descriptor = descriptor,
            Charters = charters,
            Roster = roster,
            LastHour = hour,
            Revocations = [.. pack.Revocations.Select(one => one.Body)],
        };
        TrustFields.Require(
            pack.Revocations.All(one => RemovalRules.CheckByItsCharter(one, charters, []) == RemovalRefusal.None), "a revocation that does not hold");
        RequireRoster(roster, descriptor);
        TrustFields.Require(
            pack.Policy is { } policy && PolicyRules.CheckAlone(policy, facts) == PolicyRefusal.None, "a channel without a policy that holds");
        TrustFields.Require(known.Extend(charters, out var newest) == CharterRefusal.None, "the Charter of another dialogue");
        TrustFields.Require(
            IsByFacilitator(sender, roster, descriptor.Kind, newest) || (isSwap && roster.Any(member => member.Credential.Device.Value == sender)),
            "a Welcome from somebody who may not add people");
        TrustFields.Require(
            pack.Profiles.All(profile => roster.Any(member => Profile.Belongs(profile, id, member.Credential))), "a name that nobody signed");
        return new ChannelState(group.GroupId.ToArray(), ChannelPhase.Open)
        {
            Digest = [],
            CommitHour = hour.Value,
            OwnCommitHour = hour.Value,
            Charters = pack.Charters.Encode(),
            Policy = pack.Policy!.Encode(),
            Profiles = [.. pack.Profiles.Select(profile => profile.Encode())],
            Revocations = [.. pack.Revocations.Select(one => one.Encode())],
        };
    }

    /// <summary>A group's id is a channel's, and the one that the letter names; so is its epoch, which the relay and the store can number.</summary>
    private static void RequireSamePlace(MlsGroup group, WelcomePart part)
    {
        TrustFields.Require(group.GroupId.Length == OpaqueId.Bytes, "a group whose id is no channel's");
        TrustFields.Require(group.GroupId.Span.SequenceEqual(part.Channel.Span), "a Welcome into another channel than its letter says");
        TrustFields.Require(group.Epoch == part.Epoch && group.Epoch <= long.MaxValue, "a Welcome into another epoch than its letter says");
    }

    private static void RequireRoster(IReadOnlyList<RosterLeaf> roster, ChannelDescriptor descriptor)
    {
        TrustFields.Require(roster.DistinctBy(member => member.Credential.Device).Count() == roster.Count, "a device twice in one channel");
        TrustFields.Require(
            roster.All(member => ChannelDecisions.Decide(member.Credential.Admission.Body, ChannelAct.Join, descriptor.Kind) == ActRefusal.None),
            "a member whose role has no place in this channel");
        TrustFields.Require(
            roster.All(member => CommitRules.FitsCaucus(member.Credential.Admission.Body, descriptor)), "a member of another side in a caucus");
    }

    /// <summary>Whoever brings in is a facilitator still: an older Charter beside the Welcome does not make a retired one count.</summary>
    private static bool IsByFacilitator(Opaque sender, IReadOnlyList<RosterLeaf> roster, ChannelKind kind, CharterChain newest) => roster.Any(member =>
        member.Credential.Device.Value == sender
        && AdmissionRules.CheckSignatures(member.Credential.Admission, newest) == AdmissionRefusal.None
        && ChannelDecisions.Decide(member.Credential.Admission.Body, ChannelAct.AddMember, kind) == ActRefusal.None);
}
