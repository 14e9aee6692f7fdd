using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Papers;

/// <summary>Somebody who is in gets a later end or another role; the device takes it only if it holds by itself and is newer.</summary>
public sealed class RenewalTests
{
    [Fact]
    public async Task A_role_changes_by_the_admission_rule_and_the_device_takes_it()
    {
        await using var bureau = Bureau.Of();
        var paper = Renew(bureau, Roles.Rapporteur, window: 0);
        bureau.Carry();
        bureau.Facilitator.Sign(paper);
        bureau.Hill.Sign(paper);
        Assert.Equal(Roles.Organizer, bureau.Coast.Session.Admission!.Body.Roles);

        bureau.Carry();

        Assert.Equal(Roles.Rapporteur, bureau.Coast.Session.Admission!.Body.Roles);
        Assert.Equal(Roles.Rapporteur, Assert.Single(People(bureau.Facilitator)).Admission.Body.Roles);
        Assert.NotNull(Assert.Single(People(bureau.Facilitator)).Record.Earlier);
    }

    [Fact]
    public async Task A_renewal_waits_for_its_first_hour()
    {
        await using var bureau = Bureau.Of(SignatureRule.Solo);
        Renew(bureau, Roles.Rapporteur, window: 24);
        bureau.Carry();
        var before = bureau.Coast.Session.Admission!.Body.Roles;
        bureau.Clock.Forward(TimeSpan.FromHours(24));

        bureau.Coast.Write(writer => Devices.Renewal.TakeEffect(bureau.Coast.Session, writer));

        Assert.Equal(Roles.Organizer, before);
        Assert.Equal(Roles.Rapporteur, bureau.Coast.Session.Admission!.Body.Roles);
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("another device")]
    [InlineData("another person")]
    [InlineData("older")]
    [InlineData("replaced")]
    [InlineData("from a stranger")]
    [InlineData("honest")]
    public async Task A07_an_admission_that_nobody_asked_for_is_taken_only_if_it_is_for_this_device_signed_and_newer(string what)
    {
        await using var bureau = Bureau.Of();
        var own = bureau.Coast.Session.Admission!.Body;
        var next = own with { Roles = Roles.Rapporteur };
        var body = what switch
        {
            "another device" => next with { Device = World.Key(World.HillOrganizer) },
            "another person" => next with { Person = new(World.Bytes(0x55, 16)) },
            "older" => next with { NotBefore = new(own.NotBefore.Value - 1) },
            _ => next,
        };
        var signed = what == "unsigned" ? World.SignAll(body, World.HillOrganizer, World.Facilitator) : World.SignAll(body, 1, 2, 3);
        if (what == "replaced")
        {
            Assert.True(bureau.Coast.Receive(Granted(bureau, signed, bureau.Hill)));
            Assert.True(bureau.Coast.Receive(Granted(bureau, World.SignAll(own with { Roles = Roles.Participant }, 1, 2, 3), bureau.Hill)));
        }

        var taken = bureau.Coast.Receive(Granted(bureau, signed, what == "from a stranger" ? bureau.Guest : bureau.Hill));

        Assert.Equal(what == "honest", taken);
        Assert.Equal(what == "honest", bureau.Coast.Session.Admission!.Body.Roles == Roles.Rapporteur);
    }

    private static Client.Sync.StoredLetter Granted(Bureau bureau, CoSigned<Admission> admission, Desk from) => from.Letter(
        LetterKind.Admission, bureau.Coast, new AdmissionGranted(admission.Id, admission, bureau.World.Charters.Signed).Encode());

    private static Paper Renew(Bureau bureau, Roles roles, uint window)
    {
        foreach (var desk in bureau.Officers)
        {
            desk.Write(writer => new PeopleDirectory(desk.Session).Put(writer, bureau.Coast.Session.Admission!, bureau.Coast.Contact));
        }

        return new RenewalDesk(bureau.Coast.Session).Renew("Carim", roles, new AdmissionTerms { WindowHours = window });
    }

    private static IReadOnlyList<(byte[] Id, StoredPerson Record, CoSigned<Admission> Admission)> People(Desk desk) => new PeopleDirectory(desk.Session).All();
}
