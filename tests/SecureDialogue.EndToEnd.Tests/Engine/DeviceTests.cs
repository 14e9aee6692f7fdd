using System.Security.Cryptography;
using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A further or returning device comes in by the device rule only, on a device link only, and every channel reads who vouched.</summary>
public sealed class DeviceTests
{
    private static readonly PartyCode Hill = PartyCode.Parse("hill");

    [Fact]
    public async Task A02_a_second_device_needs_two_signatures_and_every_channel_reads_who_vouched()
    {
        await using var talks = await WithOrganizerAsync();
        var amal = talks["amal"];
        var second = await LinkAsync(talks, amal, (await amal.Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link);
        var request = (await amal.Client.RequestsAsync()).Single();
        var digits = (await amal.Client.DigitsAsync(request.Id)).Digits;
        await second.SyncAsync();
        var theirs = (await second.Client.DigitsAsync(null)).Digits;

        var paper = (await amal.Client.AdmitAsync(request.Id)).Paper;
        await SettleAsync(talks, second);
        var withOne = (await second.Client.StatusAsync()).Stage;
        await SignAsync(talks.Founder, paper);
        await SettleAsync(talks, second);
        await second.SayAsync("from the second device");
        await amal.SayAsync("from the first device");

        Assert.True(request.ForDevice);
        Assert.Equal(digits, theirs);
        Assert.Equal(("digits", "admitted"), (withOne, (await second.Client.StatusAsync()).Stage));
        Assert.Equal(["amal: from the second device", "amal: from the first device"], await talks["boris"].HeardAsync());
        Assert.Single(await talks["boris"].NoticesAsync(), line =>
            line.StartsWith("amal (new device, verified by ", StringComparison.Ordinal) && line.EndsWith(") entered", StringComparison.Ordinal)
            && line.Contains("founder", StringComparison.Ordinal) && line.Contains("the person's other device", StringComparison.Ordinal));
        Assert.Contains(await talks["boris"].NoticesAsync(), line => line.StartsWith("amal was admitted with a further device", StringComparison.Ordinal));
        Assert.Single((await talks["boris"].Client.RosterAsync(Talks.Plenary)).Members, member => member.NewDevice.Contains("founder", StringComparison.Ordinal));
        Assert.DoesNotContain((await talks["boris"].SyncAsync()).Notices, line => line.Contains("call themselves", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E07_who_travelled_returns_by_two_officers_and_reads_nothing_from_before()
    {
        await using var talks = await WithOrganizerAsync();
        await talks["boris"].SayAsync("before");
        await talks["amal"].Client.TravelAsync();
        await talks["boris"].SyncAsync();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1)));
        var returned = await LinkAsync(talks, talks["amal"], (await talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1))).Link);

        var paper = (await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id)).Paper;
        await SettleAsync(talks, returned);
        var withOne = (await returned.Client.StatusAsync()).Stage;
        await SignAsync(talks["omar"], paper);
        await SettleAsync(talks, returned);
        await returned.SayAsync("back");

        Assert.Equal(DialogueError.NotAllowed, refused.Error);
        Assert.Equal("digits", withOne);
        Assert.Equal(["amal: back"], await returned.HeardAsync());
        Assert.Equal(["boris: before", "amal: back"], await talks["boris"].HeardAsync());
        Assert.Contains(await talks["boris"].NoticesAsync(), line =>
            line.StartsWith("amal (new device, verified by ", StringComparison.Ordinal) && line.Contains("an officer of hill", StringComparison.Ordinal));
        Assert.Equal(["amal", "boris", "fadi", "founder"], await talks["boris"].RosterAsync());
    }

    [Fact]
    public async Task C10_a_returning_device_takes_the_place_of_the_lost_one_that_nobody_cut_off()
    {
        await using var talks = await WithOrganizerAsync();
        await talks["boris"].SayAsync("before");
        await talks["amal"].SyncAsync();
        var returned = await LinkAsync(talks, talks["amal"], (await talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1))).Link);
        await SignAsync(talks["omar"], (await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id)).Paper);
        await SettleAsync(talks, returned);
        await returned.SayAsync("back");

        var lost = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("from the lost device"));

        Assert.Equal(DialogueError.Removed, lost.Error);
        Assert.Equal(["boris: before", "amal: back"], await talks["boris"].HeardAsync());
        Assert.Single(await talks["boris"].RosterAsync(), name => name == "amal");
    }

    [Fact]
    public async Task A14_an_invitation_never_links_a_device_and_a_device_link_admits_no_person()
    {
        await using var talks = await Talks.OfAsync("amal");
        var device = (await talks["amal"].Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link;
        var invitation = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        var home = Participant.Options(talks.NewHome("phished"));

        var phished = await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(device, "sana", home));
        var wrong = await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinDeviceAsync(invitation, "amal", home));
        await talks.AskAsync("sana", invitation);
        await LinkAsync(talks, talks["amal"], device);

        Assert.Equal((DialogueError.BadLink, true), (phished.Error, phished.Message.Contains("no invitation", StringComparison.Ordinal)));
        Assert.Equal((DialogueError.BadLink, true), (wrong.Error, wrong.Message.Contains("never links a device", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(talks.NewHome("phished")));
        Assert.False((await talks.Founder.Client.RequestsAsync()).Single().ForDevice);
        Assert.True((await talks["amal"].Client.RequestsAsync()).Single().ForDevice);
    }

    [Fact]
    public async Task A14_an_applicant_on_an_invitation_takes_no_admission_that_makes_it_somebody_elses_device()
    {
        await using var talks = await Talks.OfAsync("boris");
        var amal = await talks.AskAsync("amal", (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        await GrantAsDeviceOfAsync(talks, amal, talks["boris"]);

        await amal.SyncAsync();
        var tied = (await amal.Client.StatusAsync()).Stage;
        await talks.Founder.Client.AdmitAsync(request.Id);
        await amal.SyncAsync();

        Assert.Equal(("digits", "admitted"), (tied, (await amal.Client.StatusAsync()).Stage));
    }

    [Theory]
    [InlineData("amal")]
    [InlineData("founder")]
    [InlineData("omar")]
    public async Task A02_one_key_alone_adds_no_device_and_two_do(string signer)
    {
        await using var talks = await WithOrganizerAsync();
        var ghost = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var other = signer == "founder" ? "omar" : "founder";
        var one = await FurtherAsync(talks, ghost, signer);
        var two = await FurtherAsync(talks, ghost, signer, other);

        await using (var rogue = await ModifiedClient.OfAsync(talks["fadi"]))
        {
            await rogue.CommitAsync([ModifiedClient.PackageOf(one, ghost)], []);
        }

        var told = (await talks["boris"].SyncAsync()).Notices;
        var before = await talks["boris"].RosterAsync();
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await talks["boris"].SyncAsync();
        await using (var honest = await ModifiedClient.OfAsync(talks.Founder))
        {
            await honest.CommitAsync([ModifiedClient.PackageOf(two, ghost)], []);
        }

        await talks["boris"].SyncAsync();

        Assert.Contains(told, notice => notice.Contains("was refused", StringComparison.Ordinal));
        Assert.DoesNotContain((await talks["boris"].Client.RosterAsync(Talks.Plenary)).Members.Take(before.Count), member => member.NewDevice.Length > 0);
        Assert.Equal(before.Count + 1, (await talks["boris"].Client.RosterAsync(Talks.Plenary)).Members.Count);
    }

    [Fact]
    public async Task A02_under_the_quick_starts_rule_one_officer_is_enough_and_the_own_device_is_not()
    {
        await using var talks = await Talks.OfAsync("amal");
        var second = await LinkAsync(talks, talks["amal"], (await talks["amal"].Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link);
        var paper = (await talks["amal"].Client.AdmitAsync((await talks["amal"].Client.RequestsAsync()).Single().Id)).Paper;
        await SettleAsync(talks, second);
        var alone = (await second.Client.StatusAsync()).Stage;

        await SignAsync(talks.Founder, paper);
        await SettleAsync(talks, second);

        Assert.Equal(("digits", "admitted"), (alone, (await second.Client.StatusAsync()).Stage));
    }

    [Fact]
    public async Task A05_two_devices_on_one_device_link_are_both_in_doubt_and_another_name_is_not_admitted()
    {
        await using var talks = await Talks.OfAsync("amal");
        var shared = (await talks["amal"].Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link;
        await LinkAsync(talks, talks["amal"], shared);
        await using var thief = await DialogueClient.JoinDeviceAsync(shared, "amal", Participant.Options(talks.NewHome("thief")));
        var requests = await talks["amal"].Client.RequestsAsync();
        var doubt = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.AdmitAsync(requests[0].Id));

        var fresh = (await talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1))).Link;
        await using var renamed = await DialogueClient.JoinDeviceAsync(fresh, "emal", Participant.Options(talks.NewHome("renamed")));
        var named = await Assert.ThrowsAsync<DialogueException>(async () =>
            await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id));

        Assert.All(requests, request => Assert.True(request.InDoubt));
        Assert.Equal(DialogueError.InDoubt, doubt.Error);
        Assert.Contains("under another name", named.Message, StringComparison.Ordinal);
    }

    /// <summary>A plenary of two participants and a facilitator who is no officer; the officers are the founder and an organizer of the hill side.</summary>
    private static async Task<Talks> WithOrganizerAsync()
    {
        var talks = await Talks.OfAsync("amal", "boris");
        await talks.AdmitAsync("omar", "organizer");
        await talks.AdmitAsync("fadi", "facilitator");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["fadi"]);
        await talks.SyncAllAsync();
        await Amendment.WithOfficersAsync(talks, SignatureRule.TwoWhoKnowThePerson, ("omar", Hill, Roles.Organizer));
        return talks;
    }

    private static async Task<Participant> LinkAsync(Talks talks, Participant person, string link)
    {
        var home = talks.NewHome(person.Name + " again");
        var device = new Participant(person.Name, home, await DialogueClient.JoinDeviceAsync(link, person.Name, Participant.Options(home)));
        talks.Own(device);
        return device;
    }

    /// <summary>Letters go through every hand that has one to pass on.</summary>
    private static async Task SettleAsync(Talks talks, Participant device)
    {
        for (var i = 0; i < 3; i++)
        {
            foreach (var person in talks.People.Where(person => Directory.Exists(person.Home)))
            {
                await person.SyncAsync();
            }

            await device.SyncAsync();
        }
    }

    private static async Task SignAsync(Participant signer, string paper)
    {
        await signer.SyncAsync();
        await using var session = ModifiedClient.OpenSession(signer);
        session.Store.Write(writer => new PaperDesk(session).Sign(writer, paper));
        await new LetterOffice(session).DropAllAsync(CancellationToken.None);
    }

    /// <summary>An admission of a further device of amal's with these signatures and no others.</summary>
    private static async Task<CoSigned<Admission>> FurtherAsync(Talks talks, byte[] ghost, params string[] signers)
    {
        await using var amal = ModifiedClient.OpenSession(talks["amal"]);
        var admission = new CoSigned<Admission>(
            amal.Admission!.Body with
            {
                Charter = amal.Charters!.HeadId,
                Device = new DeviceKey(new Opaque(Ed25519.PublicKey(ghost))),
                NotBefore = amal.Now,
                Earlier = amal.Admission,
            },
            []);
        foreach (var name in signers)
        {
            await using var signer = ModifiedClient.OpenSession(talks[name]);
            admission = admission.CoSign(signer.Device.DeviceSeed);
        }

        return admission;
    }

    /// <summary>The inviting officer answers a request on an invitation with an admission that makes the applicant another person's device.</summary>
    private static async Task GrantAsDeviceOfAsync(Talks talks, Participant applicant, Participant person)
    {
        await using var officer = ModifiedClient.OpenSession(talks.Founder);
        await using var theirs = ModifiedClient.OpenSession(applicant);
        await using var member = ModifiedClient.OpenSession(person);
        var admission = (member.Admission!.Body with { Device = theirs.OwnKey, Earlier = member.Admission }).CoSign(officer.Device.DeviceSeed);
        var granted = new AdmissionGranted(new ObjectHash(new Opaque(theirs.Device.Application!.RequestId)), admission, officer.Charters!.Signed);
        var office = new LetterOffice(officer);
        await office.DropAsync(office.Seal(LetterKind.Admission, theirs.Device.Mailbox.Card, granted.Encode()), CancellationToken.None);
    }
}
