using System.Text.Json.Nodes;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Tests.Papers;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Amendments;

/// <summary>The Charter is changed by the quorum of the version in force, and by nothing else.</summary>
public sealed class AmendmentTests
{
    [Fact]
    public async Task An_amendment_is_in_force_on_each_officers_device_when_the_quorum_has_signed()
    {
        await using var bureau = Bureau.Of();

        var paper = Drafts.Propose(bureau.Hill, draft => draft["title"] = "Water and roads");
        bureau.Carry();
        Assert.All(bureau.Officers, desk => Assert.Equal(1, desk.Session.Charters!.Head.Version));
        bureau.Coast.Sign(paper);
        bureau.Carry();

        Assert.All(bureau.Officers, desk =>
        {
            Assert.Equal(paper.Id, desk.Session.Charters!.HeadId);
            Assert.Equal("Water and roads", desk.Session.Charters.Head.Title);
            Assert.Equal(bureau.World.Charters.Dialogue, desk.Session.Charters.Dialogue);
            Assert.Contains(desk.Alarms(), alarm => alarm.Contains("version 2 is in force", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A09_less_than_the_quorum_changes_nothing()
    {
        await using var bureau = Bureau.Of();

        var paper = Drafts.Propose(bureau.Hill, draft => draft["title"] = "Mine alone");
        bureau.Carry();

        Assert.Equal(PaperState.Open, bureau.Coast.StateOf(paper));
        Assert.All(bureau.Officers, desk => Assert.Equal(bureau.World.Charters.HeadId, desk.Session.Charters!.HeadId));
        bureau.Facilitator.Sign(paper);
        bureau.Carry();
        Assert.All(bureau.Officers, desk => Assert.Equal(paper.Id, desk.Session.Charters!.HeadId));
    }

    [Fact]
    public async Task A09_a_retired_officers_signature_counts_no_more()
    {
        await using var bureau = Bureau.Of(SignatureRule.TwoOfficers);
        var paper = Drafts.Propose(bureau.Hill, Retire("Petra"));
        bureau.Carry();
        bureau.Coast.Sign(paper);
        bureau.Carry();
        Assert.Equal(2, bureau.Facilitator.Session.Charters!.Head.Version);

        Assert.Equal(DialogueError.NotAllowed, Assert.Throws<DialogueException>(() => Drafts.Propose(bureau.Facilitator, draft => draft["title"] = "Back")).Error);
        var next = Drafts.Propose(bureau.Hill, draft => draft["title"] = "On we go");
        bureau.Carry();
        var byRetired = new Countersignature(next.Id, [.. next.Objects.Select(part => part.SignBy(World.Seed(World.Facilitator)))]);

        Assert.False(bureau.Hill.Receive(bureau.Facilitator.Letter(LetterKind.Countersignature, bureau.Hill, byRetired.Encode())));
        Assert.Equal(PaperState.Open, bureau.Hill.StateOf(next));
        Assert.Null(bureau.Facilitator.Find(next));
        bureau.Coast.Sign(next);
        bureau.Carry();
        Assert.Equal(next.Id, bureau.Hill.Session.Charters!.HeadId);
    }

    [Fact]
    public async Task A07_an_older_chain_changes_nothing_and_another_history_raises_an_alarm()
    {
        await using var bureau = Bureau.Of();
        var first = bureau.World.Charters;
        var second = Chain(first, "Water and roads");
        var other = Chain(first, "Another history");
        CharterRefusal Take(CharterChain chain) => bureau.Hill.Write(writer => CharterAdoption.Take(bureau.Hill.Session, writer, chain));

        Assert.Equal(CharterRefusal.None, Take(second));
        Assert.Equal(second.HeadId, bureau.Hill.Session.Charters!.HeadId);
        Assert.Single(bureau.Hill.Alarms());
        Assert.Equal(CharterRefusal.None, Take(first));
        Assert.Equal(second.HeadId, bureau.Hill.Session.Charters!.HeadId);
        Assert.Empty(bureau.Hill.Alarms());
        Assert.Equal(CharterRefusal.AnotherHistory, Take(other));
        Assert.Equal(second.HeadId, bureau.Hill.Session.Charters!.HeadId);
        Assert.Contains("two versions 2", Assert.Single(bureau.Hill.Alarms()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_does_not_sign_two_versions_after_the_same_one()
    {
        await using var bureau = Bureau.Of(SignatureRule.OrganizerOfEachPartyAndFacilitator);
        var one = Drafts.Propose(bureau.Hill, draft => draft["title"] = "One");
        var other = Drafts.Propose(bureau.Coast, draft => draft["title"] = "Other");
        bureau.Carry();

        Assert.Equal(DialogueError.NotAllowed, Assert.Throws<DialogueException>(() => bureau.Hill.Sign(other)).Error);
        bureau.Hill.Withdraw(one);
        bureau.Carry();
        bureau.Hill.Sign(other);
        bureau.Carry();

        Assert.All(bureau.Officers, desk => Assert.Equal("Other", desk.Session.Charters!.Head.Title));
    }

    [Fact]
    public async Task A_version_dated_far_ahead_or_that_nobody_could_follow_is_refused()
    {
        await using var bureau = Bureau.Of();
        var head = bureau.World.Charters;
        var good = head.Head with { Version = 2, Previous = head.HeadId, Title = "Good" };
        Charter[] wrong =
        [
            good with { CreatedAt = World.Now.Plus(25) },
            good with { Officers = good.Officers.Take(1).ToArray() },
            good with { Version = 3 },
        ];

        Assert.All(wrong, version => Assert.False(bureau.Coast.Receive(Letter(bureau, version))));
        Assert.False(bureau.Coast.Receive(Letter(bureau, good, World.Stranger)));
        Assert.True(bureau.Coast.Receive(Letter(bureau, good)));
    }

    [Fact]
    public async Task A07_an_amendment_keeps_every_known_admission_but_those_left_out()
    {
        await using var bureau = Bureau.Of(SignatureRule.TwoOfficers);
        var amal = bureau.World.Admit(Bureau.Applicant, World.Hill, Roles.Participant);
        Admit(bureau, amal, "Amal");
        foreach (var desk in bureau.Officers)
        {
            foreach (var other in bureau.Officers.Where(other => other != desk))
            {
                desk.Write(writer => new PeopleDirectory(desk.Session).Put(writer, other.Session.Admission!, other.Contact));
            }
        }

        var all = Draw(bureau.Hill, Retire("Petra"));
        var without = Draw(bureau.Hill, Retire("Petra"), "Amal", "Petra");
        var onlyTitle = Draw(bureau.Hill, draft => draft["title"] = "New");

        Assert.Equal(4, all.SurvivingAdmissions.Count);
        Assert.Contains(amal.Id, all.SurvivingAdmissions);
        Assert.Equal(
            new[] { bureau.Hill, bureau.Coast }.Select(desk => desk.Session.Admission!.Id).ToHashSet(), without.SurvivingAdmissions.ToHashSet());
        Assert.Empty(onlyTitle.SurvivingAdmissions);
        Assert.Equal(
            ["admissions that stay valid: Carim, Hanna", "admissions that end: Amal, Petra"],
            new KnownAdmissions(bureau.Hill.Session).Words(without, bureau.World.Charters.Head));
        Assert.Equal(DialogueError.NotFound, Refused(() => Draw(bureau.Hill, Retire("Petra"), "Nobody")));
        Assert.Equal(DialogueError.BadInput, Refused(() => Draw(bureau.Hill, Retire("Petra"), "Carim")));
        Assert.Equal(DialogueError.BadInput, Refused(() => Draw(bureau.Hill, draft => draft["title"] = "New", "Amal")));
        Assert.Equal(DialogueError.BadInput, Refused(() => Draw(bureau.Hill, _ => { })));
        Assert.Equal(DialogueError.NotAllowed, Refused(() => Draw(bureau.Guest, draft => draft["title"] = "New")));
    }

    private static DialogueError Refused(Func<object> act) => Assert.Throws<DialogueException>(act).Error;

    private static void Admit(Bureau bureau, CoSigned<Admission> admission, string name)
    {
        foreach (var desk in bureau.Officers)
        {
            desk.Write(writer => new PeopleDirectory(desk.Session).Put(writer, admission, bureau.Guest.Contact with { Device = admission.Body.Device, Name = name }));
        }
    }

    private static Action<JsonNode> Retire(string name) => draft =>
    {
        var officers = draft["officers"]!.AsArray();
        officers.Remove(officers.Single(one => (string)one!["name"]! == name));
        draft["deviceRule"] = draft["quorum"]!.DeepClone();
    };

    private static Charter Draw(Desk desk, Action<JsonNode> edit, params string[] without) =>
        Drafts.Draw(desk, edit, without).Objects.OfType<PaperObject<Charter>>().Single().Signed.Body;

    private static CharterChain Chain(CharterChain first, string title) => World.Verified(
        first.Signed.Versions[0], World.SignAll(first.Head with { Version = 2, Previous = first.HeadId, Title = title }, 1, 2));

    private static Sync.StoredLetter Letter(Bureau bureau, Charter version, byte signer = World.HillOrganizer)
    {
        var proposal = new Proposal(PaperKind.Charter, [new Opaque(version.CoSign(World.Seed(signer)).Encode())], [], string.Empty, null, World.Now);
        return bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, proposal.Encode());
    }
}
