using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Client.Tests.Policy;

/// <summary>Everybody whom nobody may bring in, as rows that both clients judge alike, beside those who come in.</summary>
public sealed class AdmissionTableTests
{
    private const byte Leaf = 0x77;
    private static readonly World World3 = Channel.World3;

    private static readonly IReadOnlyList<AdmissionCase> Table = Golden.Of("policy", "admissions.json", Make);

    [Fact]
    public void A01_A02_A04_A07_A09_every_row_is_what_the_code_decides() =>
        Assert.All(Table, row => Assert.Equal((row.Name, row.Admission, row.Commit), Judge(row)));

    [Fact]
    public void The_table_holds_every_refusal_of_admissions_and_as_many_who_come_in_as_ways_to_come_in()
    {
        var refusals = Enum.GetNames<AdmissionRefusal>().Select(Camel).ToHashSet();

        Assert.Equal(refusals.Order(StringComparer.Ordinal), Table.Select(row => row.Admission).Distinct().Order(StringComparer.Ordinal));
        Assert.True(Table.Count(row => row.Commit == "accepted") >= 6);
        Assert.Equal(Table.Count, Table.DistinctBy(row => row.Name).Count());
    }

    private static (string, string, string) Judge(AdmissionCase row)
    {
        Assert.Equal(CharterRefusal.None, ObjectCodec.Decode<SignedCharterChain>(Convert.FromHexString(row.Charters)).Verify(out var charters));
        var credential = DeviceCredential.Decode(Convert.FromHexString(row.Credential));
        var admission = AdmissionRules.Check(credential.Admission, charters!, new UnixHour(row.Hour));
        var leaf = DeviceCredentialValidator.Read(new BasicCredential(Convert.FromHexString(row.Credential)), Convert.FromHexString(row.LeafKey));
        if (leaf is null)
        {
            return (row.Name, Camel(admission.ToString()), "noCredential");
        }

        var facts = Channel.Facts(Enum.Parse<ChannelKind>(row.Kind, ignoreCase: true)) with
        {
            Charters = charters!,
            Revocations = row.Revocation.Length == 0 ? [] : [SignedCodec.DecodeCoSigned<Revocation>(Convert.FromHexString(row.Revocation)).Body],
        };
        var verdict = CommitRules.Judge(new CommitAttempt(0, new UnixHour(row.Hour), [leaf], [], false), facts);
        return (row.Name, Camel(admission.ToString()), Camel(verdict.ToString()));
    }

    private static IReadOnlyList<AdmissionCase> Make()
    {
        var body = World3.Admission(Channel.Newcomer, World.Hill, Roles.Participant);
        var signed = World.SignAll(body, 1, 2, 3);
        var here = Channel.Facts(ChannelKind.Plenary).Roster.Select(member => member.Credential.Admission.Id).ToArray();
        var retired = Amended([.. here, signed.Id]);
        var unlisted = Amended(here);
        var other = World.Of(SignatureRule.Solo);
        var further = body with { Device = World.Key(40), Earlier = signed };
        var anew = body with { Device = World.Key(40) };
        var later = anew with { NotBefore = World.Now.Plus(1) };
        var ofAnew = later with { Device = World.Key(41), NotBefore = World.Now.Plus(2), Earlier = World.SignAll(later, 1, 2, 3) };
        var revocation = World.SignAll(new Revocation(World3.Charters.Dialogue, World3.Charters.HeadId, signed, true, World.Now), 1, 3);
        return
        [
            Case("one organizer of each side and a facilitator signed", signed),
            Case("one side only", World.SignAll(body, 1, 3), "signaturesMissing"),
            Case("both sides, no facilitator", World.SignAll(body, 1, 2), "signaturesMissing"),
            Case("the facilitator alone", World.SignAll(body, 3), "signaturesMissing"),
            Case("the device itself", World.SignAll(body, Channel.Newcomer), "strangerSigned"),
            Case("the full set and a stranger", World.SignAll(body, 1, 2, 3, World.Stranger), "strangerSigned"),
            Case("changed after it was signed", signed with { Body = body with { Roles = Roles.Facilitator } }, "falseSignature"),
            Case("another dialogue", World.SignAll(body with { Dialogue = other.Charters.Dialogue }, 1, 2, 3), "anotherDialogue"),
            Case("a version of the Charter that nobody has", World.SignAll(body with { Charter = new(World.Bytes(7, 32)) }, 1, 2, 3), "unknownCharter"),
            Case("a side that the Charter does not know", World.SignAll(body with { Party = PartyCode.Parse("lake") }, 1, 2, 3), "unknownParty"),
            Case("in its last hour", World.SignAll(body with { NotAfter = Channel.Hour.Plus(1) }, 1, 2, 3)),
            Case("expired", World.SignAll(body with { NotAfter = Channel.Hour }, 1, 2, 3), "expired"),
            Case("objections are open still", World.SignAll(body with { NotBefore = Channel.Hour.Plus(1) }, 1, 2, 3), "notYetValid"),
            Case("older than the Charter in force, which lists it", signed, charters: retired),
            Case("older than the Charter in force, which does not list it", signed, "notCarriedOver", charters: unlisted),
            Case("a retired officer signed under the older Charter", World.SignAll(body with { Person = new(World.Bytes(8, 16)) }, 1, 2, 3), "notCarriedOver", charters: retired),
            Case("a retired officer signed under the Charter in force", World.SignAll(body with { Charter = retired.HeadId }, 1, 2, 3), "strangerSigned", charters: retired),
            Case("the officers of the Charter in force signed under it", World.SignAll(body with { Charter = retired.HeadId }, 4, 2, 3), charters: retired),
            Case("a further device, by another of the person and a facilitator", World.SignAll(further, Channel.Newcomer, 3), device: 40),
            Case("a further device, by itself and the person", World.SignAll(further, 40, Channel.Newcomer), "strangerSigned", device: 40),
            Case("a further device, by the person alone", World.SignAll(further, Channel.Newcomer), "signaturesMissing", device: 40),
            Case("a further device with more roles", World.SignAll(further with { Roles = Roles.Facilitator }, Channel.Newcomer, 3), "exceedsEarlier", device: 40),
            Case("a leaf certified by another key", signed, commit: "noCredential", device: World.Stranger),
            Case("a certificate for another leaf", signed, commit: "noCredential", leaf: 0x78),
            Case("revoked", signed, commit: "admissionCutOff", revocation: revocation),
            Case("a further device of somebody revoked", World.SignAll(further, Channel.Newcomer, 3), commit: "admissionCutOff", device: 40, revocation: revocation),
            Case("another device, in the hour in which the person was cut off", World.SignAll(anew, 1, 2, 3), commit: "admissionCutOff", device: 40, revocation: revocation),
            Case("another device, in the hour after it", World.SignAll(later, 1, 2, 3), device: 40, revocation: revocation),
            Case("a further device that begins after it", World.SignAll(further with { NotBefore = World.Now.Plus(1) }, Channel.Newcomer, 3), commit: "admissionCutOff", device: 40, revocation: revocation),
            Case("a further device of that other device", World.SignAll(ofAnew, 40, 3), device: 41, revocation: revocation),
            Case("of the caucus's side", signed, kind: "caucus"),
            Case("of the other side, into a caucus", World.SignAll(body with { Party = World.Coast }, 1, 2, 3), commit: "anotherParty", kind: "caucus"),
            Case("neutral and no facilitator, into a caucus", World.SignAll(body with { Party = null }, 1, 2, 3), commit: "anotherParty", kind: "caucus"),
            Case("a neutral facilitator, into a caucus", World.SignAll(body with { Party = null, Roles = Roles.Facilitator }, 1, 2, 3), kind: "caucus"),
            Case("an organizer, who reads no channels", World.SignAll(body with { Roles = Roles.Organizer }, 1, 2, 3), commit: "roleNotInThisKind"),
            Case("admitted to another channel", World.SignAll(body with { Limits = new([World.Bytes(9, 16)], false) }, 1, 2, 3), commit: "anotherChannel"),
            Case("admitted to this channel", World.SignAll(body with { Limits = new([World.Channel], false) }, 1, 2, 3)),
            Case("a device that is here", World.SignAll(World3.Admission(Channel.Marek, World.Hill, Roles.Participant), 1, 2, 3), commit: "deviceTwice", device: Channel.Marek),
        ];
    }

    /// <summary>The next version: hill has another organizer, and these admissions stay valid.</summary>
    private static CharterChain Amended(ObjectHash[] surviving)
    {
        var first = World3.Charters.Signed.Versions[0];
        var officers = first.Body.Officers.Select(officer => officer.Key == World.Key(1) ? officer with { Key = World.Key(4) } : officer);
        var next = first.Body with { Version = 2, Previous = first.Id, Officers = [.. officers], SurvivingAdmissions = [.. surviving.OrderBy(id => id.Value)] };
        return World.Verified(first, World.SignAll(next, 2, 3));
    }

    private static AdmissionCase Case(
        string name,
        CoSigned<Admission> admission,
        string refusal = "none",
        string? commit = null,
        string kind = "plenary",
        CharterChain? charters = null,
        byte device = Channel.Newcomer,
        byte leaf = Leaf,
        CoSigned<Revocation>? revocation = null) => new(
            name,
            kind,
            Convert.ToHexStringLower((charters ?? World3.Charters).Signed.Encode()),
            Convert.ToHexStringLower(World.CredentialOf(admission, device, Leaf).Encode()),
            Convert.ToHexStringLower(World.Bytes(leaf, 32).ToArray()),
            Channel.Hour.Value,
            revocation is null ? "" : Convert.ToHexStringLower(revocation.Encode()),
            refusal,
            commit ?? (refusal == "none" ? "accepted" : "admissionRefused"));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
