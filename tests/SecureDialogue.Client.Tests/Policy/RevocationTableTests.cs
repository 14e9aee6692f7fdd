using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Policy;

/// <summary>
/// Who cuts a device off, as rows that both clients judge alike. A verdict hangs on the revocation and the log alone: the person's other
/// device signs wherever it stands itself.
/// </summary>
public sealed class RevocationTableTests
{
    private const byte Second = 41;
    private const byte Third = 42;
    private static readonly World World3 = Channel.World3;
    private static readonly CoSigned<Admission> Marek = World3.Admit(Channel.Marek, World.Hill, Roles.Participant);

    private static readonly IReadOnlyList<RevocationCase> Table = Golden.Of("policy", "revocations.json", Make);

    [Fact]
    public void A07_every_row_is_what_the_code_decides() => Assert.All(Table, row => Assert.Equal((row.Name, row.InLog, row.Elsewhere), Judge(row)));

    [Fact]
    public void The_table_holds_every_refusal_and_as_many_who_are_cut_off_as_ways_to_be()
    {
        var refusals = Enum.GetNames<RemovalRefusal>().Select(Camel).Order(StringComparer.Ordinal);

        Assert.Equal(refusals, Table.Select(row => row.InLog).Distinct().Order(StringComparer.Ordinal));
        Assert.True(Table.Count(row => row.InLog == "none") >= 6);
        Assert.Equal(Table.Count, Table.DistinctBy(row => row.Name).Count());
    }

    private static (string, string, string) Judge(RevocationCase row)
    {
        Assert.Equal(CharterRefusal.None, ObjectCodec.Decode<SignedCharterChain>(Convert.FromHexString(row.Charters)).Verify(out var charters));
        var revocation = SignedCodec.DecodeCoSigned<Revocation>(Convert.FromHexString(row.Revocation));
        Revocation[] before = row.Before.Length == 0 ? [] : [SignedCodec.DecodeCoSigned<Revocation>(Convert.FromHexString(row.Before)).Body];
        var inLog = RemovalRules.Check(revocation, charters!, before);
        return (row.Name, Camel(inLog.ToString()), Camel(RemovalRules.CheckByItsCharter(revocation, charters!, []).ToString()));
    }

    private static IReadOnlyList<RevocationCase> Make()
    {
        var body = new Revocation(World3.Charters.Dialogue, World3.Charters.HeadId, Marek, false, Channel.Hour);
        var second = Further(Second, Marek, Channel.Marek, 1);
        var third = Further(Third, second, 1, 3);
        var own = body with { Others = [second] };
        var ofOfficer = Further(Second, World3.Admit(World.HillOrganizer, World.Hill, Roles.Organizer), World.HillOrganizer, 3);
        var expired = World.SignAll(second.Body with { NotAfter = Channel.Hour }, Channel.Marek, 1);
        var never = World.SignAll(second.Body, Channel.Marek);
        var later = Amended();
        return
        [
            Case("an organizer of the person's side and a facilitator", World.SignAll(body, 1, 3)),
            Case("one of them alone", World.SignAll(body, 3), "signaturesMissing"),
            Case("an organizer of another side and a facilitator", World.SignAll(body, 2, 3), "signaturesMissing"),
            Case("the full set and somebody without a say", World.SignAll(body, 1, 3, Channel.Leyla), "strangerSigned"),
            Case("the device itself", World.SignAll(body, Channel.Marek, 3), "strangerSigned"),
            Case("changed after it was signed", World.SignAll(body, 1, 3) with { Body = body with { WholePerson = true } }, "falseSignature"),
            Case("another dialogue", World.SignAll(body with { Dialogue = new(World.Bytes(1, 32)) }, 1, 3), "anotherDialogue"),
            Case("a version of the Charter that nobody has", World.SignAll(body with { Charter = Samples.Hash }, 1, 3), "anotherCharter"),
            Case("a version of the Charter that is no longer in force", World.SignAll(body, 1, 3), "anotherCharter", "none", later),
            Case("somebody who was never admitted", World.SignAll(body with { Target = World.SignAll(Marek.Body, 1) }, 1, 3), "unknownTarget"),
            Case("the person's other device and a facilitator", World.SignAll(own, Second, 3)),
            Case("the person's other device and its organizer", World.SignAll(own, Second, 1)),
            Case("the person's other device alone", World.SignAll(own, Second), "signaturesMissing"),
            Case("the person's other device, whose admission is not carried", World.SignAll(body, Second, 3), "strangerSigned"),
            Case("another person's device, whose admission is carried", World.SignAll(body with { Others = [World3.Admit(Channel.Leyla, World.Coast, Roles.Participant)] }, Channel.Leyla, 3), "strangerSigned"),
            Case("the device itself, whose admission is carried", World.SignAll(body with { Others = [Marek] }, Channel.Marek, 3), "strangerSigned"),
            Case("another device by an admission that too few signed", World.SignAll(body with { Others = [never] }, Second, 3), "strangerSigned"),
            Case("another device whose admission had expired", World.SignAll(body with { Others = [expired] }, Second, 3), "strangerSigned"),
            Case("another device that was cut off before", World.SignAll(own, Second, 3), "strangerSigned", "none", before: World.SignAll(body with { Target = second }, 1, 3)),
            Case("the person's other device, after somebody else was cut off", World.SignAll(own, Second, 3), before: World.SignAll(body with { Target = World3.Admit(Channel.Leyla, World.Coast, Roles.Participant) }, 1, 3)),
            Case("a device that was lost, against the one that came back for it", World.SignAll(body with { Target = third, Others = [second] }, Second, 3), "strangerSigned"),
            Case("the first device, against the one that came back for the second", World.SignAll(body with { Target = third, Others = [Marek] }, Channel.Marek, 3)),
            Case("an officer's own device, counted as one of the person's", World.SignAll(body with { Target = ofOfficer, Others = [ofOfficer.Body.Earlier!] }, World.HillOrganizer, 3)),
            Case("an officer's own device, counted as an officer's", World.SignAll(body with { Target = ofOfficer }, World.HillOrganizer, 3), "strangerSigned"),
        ];
    }

    private static CoSigned<Admission> Further(byte device, CoSigned<Admission> earlier, params byte[] signers) =>
        World.SignAll(earlier.Body with { Device = World.Key(device), Earlier = earlier }, signers);

    private static CharterChain Amended()
    {
        var first = World3.Charters.Signed.Versions[0];
        return World.Verified(first, World.SignAll(first.Body with { Version = 2, Previous = first.Id, Title = "Water and roads" }, 1, 2, 3));
    }

    private static RevocationCase Case(
        string name, CoSigned<Revocation> revocation, string inLog = "none", string? elsewhere = null, CharterChain? charters = null, CoSigned<Revocation>? before = null) => new(
            name,
            Convert.ToHexStringLower((charters ?? World3.Charters).Signed.Encode()),
            Convert.ToHexStringLower(revocation.Encode()),
            before is null ? "" : Convert.ToHexStringLower(before.Encode()),
            inLog,
            elsewhere ?? inLog);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
