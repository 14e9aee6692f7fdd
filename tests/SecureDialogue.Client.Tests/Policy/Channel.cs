using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Policy;

/// <summary>A channel with a facilitator at leaf 0 and participants of both parties at 1 and 2.</summary>
internal static class Channel
{
    internal const byte Marek = 21;
    internal const byte Leyla = 22;
    internal const byte Newcomer = 23;
    internal static readonly World World3 = World.Of(SignatureRule.OrganizerOfEachPartyAndFacilitator);
    internal static readonly UnixHour Hour = World.Now.Plus(10);

    internal static ChannelFacts Facts(ChannelKind kind = ChannelKind.Plenary) => new()
    {
        Channel = World.Channel,
        Descriptor = new ChannelDescriptor(World3.Charters.Dialogue, kind, kind == ChannelKind.Caucus ? World.Hill : null, 3),
        Charters = World3.Charters,
        LastHour = World.Now.Plus(5),
        Roster =
        [
            new RosterLeaf(0, World3.Credential(World.Facilitator, null, Roles.Facilitator)),
            new RosterLeaf(1, World3.Credential(Marek, World.Hill, Roles.Participant)),
            new RosterLeaf(2, World3.Credential(Leyla, World.Coast, Roles.Participant)),
        ],
    };

    internal static CommitAttempt Commit(uint committer, DeviceCredential[]? adds = null, uint[]? removes = null) =>
        new(committer, Hour, adds ?? [], removes ?? [], false);

    internal static DeviceCredential Person(byte person, PartyCode? party = null, Roles roles = Roles.Participant, byte leaf = 0x88) =>
        World3.Credential(person, party ?? World.Hill, roles, leaf);

    internal static RemovalOrder OrderFor(DeviceCredential credential) =>
        new(World3.Charters.Dialogue, World3.Charters.HeadId, null, credential.Admission.Id, null, "Agreed", Hour);

    internal static Revocation RevocationOf(DeviceCredential credential, bool wholePerson = false) =>
        new(World3.Charters.Dialogue, World3.Charters.HeadId, credential.Admission, wholePerson, Hour);
}
