using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Papers;

/// <summary>What a device refuses of papers, in plain words, and that the honest twin is taken by the same device.</summary>
public sealed class PaperRefusalTests
{
    [Fact]
    public async Task A08_a_paper_proposed_by_somebody_who_is_no_officer_is_refused()
    {
        await using var bureau = Bureau.Of();
        var forged = Proposal(bureau, World.SignAll(bureau.Admission(), Bureau.Applicant));

        var accepted = bureau.Coast.Receive(bureau.Guest.Letter(LetterKind.Proposal, bureau.Coast, forged.Encode()));

        Assert.False(accepted);
        AssertSaid(bureau.Coast, "no say");
        AssertHonestTwinIsTaken(bureau);
    }

    [Fact]
    public async Task A08_a_signature_by_somebody_who_is_no_officer_is_refused()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        var stranger = new Countersignature(paper.Id, [paper.Objects[0].SignBy(World.Seed(Bureau.Applicant))]);
        var mixed = Proposal(bureau, World.SignAll(bureau.Admission(), World.HillOrganizer, Bureau.Applicant));

        Assert.False(bureau.Coast.Receive(bureau.Guest.Letter(LetterKind.Countersignature, bureau.Coast, stranger.Encode())));
        AssertSaid(bureau.Coast, "no say");
        Assert.False(bureau.Facilitator.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Facilitator, mixed.Encode())));
        AssertSaid(bureau.Facilitator, "no say");
        bureau.Coast.Sign(paper);
        bureau.Carry();
        Assert.Equal(2, bureau.Facilitator.Find(paper)!.Objects[0].Signatures.Count);
    }

    [Fact]
    public async Task A09_one_party_alone_completes_nothing_however_often_it_signs()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        var again = new Countersignature(paper.Id, [paper.Objects[0].SignBy(World.Seed(World.HillOrganizer))]);

        for (var i = 0; i < 3; i++)
        {
            Assert.True(bureau.Facilitator.Receive(bureau.Hill.Letter(LetterKind.Countersignature, bureau.Facilitator, again.Encode())));
        }

        bureau.Facilitator.Sign(paper);
        bureau.Carry();
        Assert.All(bureau.Officers, desk => Assert.Equal(PaperState.Open, desk.StateOf(paper)));
        Assert.DoesNotContain(bureau.Hill.Letters(), bureau.Guest.Owns);
        bureau.Coast.Sign(paper);
        bureau.Carry();
        Assert.All(bureau.Officers, desk => Assert.Equal(PaperState.Complete, desk.StateOf(paper)));
    }

    [Fact]
    public async Task A09_a_retired_officer_neither_proposes_nor_signs()
    {
        await using var bureau = Bureau.Of();
        var before = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        bureau.Retire(bureau.Coast);
        var draft = bureau.Draft(bureau.AdmissionNow());
        var retired = Proposal(bureau, World.SignAll(bureau.AdmissionNow(), World.CoastOrganizer));

        Assert.Contains("older version", Assert.Throws<DialogueException>(() => bureau.Facilitator.Sign(before)).Message, StringComparison.Ordinal);
        Assert.False(bureau.Hill.Receive(bureau.Coast.Letter(LetterKind.Proposal, bureau.Hill, retired.Encode())));
        AssertSaid(bureau.Hill, "no say");
        var paper = bureau.Hill.Propose(draft);
        bureau.Carry();
        Assert.False(bureau.Hill.Receive(bureau.Coast.Letter(
            LetterKind.Countersignature, bureau.Hill, new Countersignature(paper.Id, [paper.Objects[0].SignBy(World.Seed(World.CoastOrganizer))]).Encode())));
        AssertSaid(bureau.Hill, "no say");
        Assert.True(bureau.Facilitator.Find(paper) is not null);
    }

    [Fact]
    public async Task A09_a_paper_for_an_older_charter_is_refused_and_one_for_a_newer_waits_for_it()
    {
        await using var bureau = Bureau.Of();
        var old = Proposal(bureau, World.SignAll(bureau.Admission(), World.HillOrganizer));
        bureau.Retire(bureau.Coast, bureau.Hill, bureau.Facilitator);
        var newer = bureau.Hill.Propose(bureau.Draft(bureau.AdmissionNow()));
        var letter = bureau.Hill.TakeLetters().Single(bureau.Facilitator.Owns);
        bureau.GoBack(bureau.Facilitator);

        Assert.True(bureau.Facilitator.Receive(letter));
        Assert.Null(bureau.Facilitator.Find(newer));
        bureau.Amend(bureau.Facilitator);
        Assert.NotNull(bureau.Facilitator.Find(newer));
        Assert.False(bureau.Facilitator.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Facilitator, old.Encode())));
        AssertSaid(bureau.Facilitator, "older version of the Charter");
    }

    [Fact]
    public async Task A04_a_forged_signature_or_a_changed_object_is_refused()
    {
        await using var bureau = Bureau.Of();
        var signed = World.SignAll(bureau.Admission(), World.HillOrganizer);
        var changed = signed with { Body = signed.Body with { Roles = Roles.Facilitator } };
        var others = new KeySignature(World.Key(World.CoastOrganizer), signed.Signatures[0].Signature);
        var forged = signed with { Signatures = [.. signed.Signatures.Append(others).OrderBy(one => one.Signer.Value)] };
        var unsigned = World.SignAll(bureau.Admission(), World.CoastOrganizer);

        foreach (var false_ in new[] { changed, forged, unsigned })
        {
            Assert.False(bureau.Facilitator.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Facilitator, Proposal(bureau, false_).Encode())));
            AssertSaid(bureau.Facilitator, "signature under it is false");
        }

        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        var another = new Countersignature(paper.Id, [new KeySignature(World.Key(World.HillOrganizer), signed.Signatures[0].Signature)]);
        Assert.False(bureau.Facilitator.Receive(bureau.Coast.Letter(LetterKind.Countersignature, bureau.Facilitator, another.Encode())));
        AssertSaid(bureau.Facilitator, "signature under it is false");
        Assert.Single(bureau.Facilitator.Find(paper)!.Objects[0].Signatures);
    }

    [Fact]
    public async Task A04_another_object_under_the_same_id_is_refused()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        var more = World.SignAll(bureau.Admission(Bureau.Applicant + 1), World.HillOrganizer);
        var longer = paper.ToProposal() with { Objects = [.. paper.ToProposal().Objects, new Opaque(more.Encode())] };

        Assert.False(bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, longer.Encode())));
        AssertSaid(bureau.Coast, "not what was proposed");
        Assert.True(bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, paper.ToProposal().Encode())));
        Assert.Single(bureau.Coast.Find(paper)!.Objects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A07_letters_of_an_officer_who_was_cut_off_and_what_that_one_proposed_count_no_more_and_another_officers_do(bool withPerson)
    {
        await using var bureau = Bureau.Of();
        var before = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        var hill = bureau.Hill.Session.Admission!;
        var target = withPerson ? hill with { Body = hill.Body with { Device = World.Key(99) } } : hill;
        var revocation = new Revocation(hill.Body.Dialogue, hill.Body.Charter, target, withPerson, World.Now);
        bureau.Facilitator.Write(writer =>
        {
            new PeopleDirectory(bureau.Facilitator.Session).Put(writer, hill, bureau.Hill.Contact);
            KnownCuts.Keep(writer, World.SignAll(revocation, World.CoastOrganizer, World.Facilitator));
        });

        var proposal = Proposal(bureau, World.SignAll(bureau.Admission(41), World.HillOrganizer)).Encode();
        Assert.False(bureau.Facilitator.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Facilitator, proposal)));
        AssertSaid(bureau.Facilitator, "the device that sent it was cut off");
        Assert.Contains("was cut off", Assert.Throws<DialogueException>(() => bureau.Facilitator.Sign(before)).Message, StringComparison.Ordinal);
        var twin = bureau.Coast.Propose(bureau.Draft(bureau.Admission(41), "Boris"));
        bureau.Carry();
        Assert.Equal(2, bureau.Facilitator.Sign(twin).Objects[0].Signatures.Count);
    }

    [Fact]
    public async Task A01_a_paper_of_another_dialogue_is_refused()
    {
        await using var bureau = Bureau.Of();
        await using var other = Bureau.Of(SignatureRule.TwoOfficers);
        var paper = other.Hill.Propose(other.Draft());

        Assert.False(bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, paper.ToProposal().Encode())));
        AssertSaid(bureau.Coast, "another dialogue");
        AssertHonestTwinIsTaken(bureau);
    }

    [Fact]
    public async Task B16_the_sixty_fifth_open_paper_of_one_officer_is_refused_and_another_officers_is_taken()
    {
        await using var bureau = Bureau.Of();
        for (byte i = 0; i < PaperDesk.MaxOpen; i++)
        {
            var signed = World.SignAll(bureau.Admission((byte)(100 + i)), World.HillOrganizer);
            Assert.True(bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, Proposal(bureau, signed).Encode())));
        }

        var last = Proposal(bureau, World.SignAll(bureau.Admission(99), World.HillOrganizer));
        Assert.False(bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, last.Encode())));
        AssertSaid(bureau.Coast, "too many open papers");
        var facilitators = Proposal(bureau, World.SignAll(bureau.Admission(98), World.Facilitator));
        Assert.True(bureau.Coast.Receive(bureau.Facilitator.Letter(LetterKind.Proposal, bureau.Coast, facilitators.Encode())));
    }

    [Theory]
    [InlineData(-61 * 24, false)]
    [InlineData(-59 * 24, true)]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public async Task B14_a_paper_of_long_ago_or_of_the_future_is_refused(int hours, bool isTaken)
    {
        await using var bureau = Bureau.Of();
        var hour = new UnixHour((uint)(World.Now.Value + hours));
        var proposal = Proposal(bureau, World.SignAll(bureau.Admission(), World.HillOrganizer)) with { Hour = hour };

        Assert.Equal(isTaken, bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Proposal, bureau.Coast, proposal.Encode())));
    }

    [Fact]
    public async Task B15_a_stranger_can_neither_keep_letters_waiting_nor_fill_the_alarms()
    {
        await using var bureau = Bureau.Of();
        var unknown = World.SignAll(bureau.Admission(), World.HillOrganizer).Id;

        for (byte i = 0; i < 20; i++)
        {
            var remark = new Remark(unknown, RemarkKind.Question, $"{i}", World.Now);
            Assert.False(bureau.Coast.Receive(bureau.Guest.Letter(LetterKind.Remark, bureau.Coast, remark.Encode())));
            Assert.Equal(i < 16, bureau.Coast.Receive(bureau.Hill.Letter(LetterKind.Remark, bureau.Coast, remark.Encode())));
        }

        Assert.Equal(16, bureau.Coast.Session.Store.List(Bucket.EarlyLetters).Count);
        Assert.Equal(2, bureau.Coast.Alarms().Count);
    }

    [Theory]
    [InlineData("Petra")]
    [InlineData("\u0430mal")]
    public async Task A10_a_name_that_is_another_officers_or_looks_like_somebodys_is_refused(string name)
    {
        await using var bureau = Bureau.Of(SignatureRule.Solo);
        bureau.Facilitator.Propose(bureau.Draft());

        var refused = Assert.Throws<DialogueException>(() => bureau.Facilitator.Propose(bureau.Draft(bureau.Admission(41), name)));
        var taken = bureau.Facilitator.Propose(bureau.Draft(bureau.Admission(41), "Boris"));

        Assert.Contains("looks like", refused.Message, StringComparison.Ordinal);
        Assert.Equal(PaperState.Complete, taken.State);
    }

    [Fact]
    public async Task A09_only_who_proposed_a_paper_withdraws_it()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        var withdrawn = new Remark(paper.Id, RemarkKind.Withdrawn, string.Empty, World.Now).Encode();

        Assert.False(bureau.Facilitator.Receive(bureau.Coast.Letter(LetterKind.Remark, bureau.Facilitator, withdrawn)));
        Assert.Equal(PaperState.Open, bureau.Facilitator.StateOf(paper));
        Assert.Throws<DialogueException>(() => bureau.Coast.Withdraw(paper));
        bureau.Hill.Withdraw(paper);
        bureau.Carry();
        Assert.Equal(PaperState.Withdrawn, bureau.Facilitator.StateOf(paper));
        Assert.Throws<DialogueException>(() => bureau.Facilitator.Sign(paper));
    }

    private static Proposal Proposal(Bureau bureau, CoSigned<Admission> admission) => new(
        PaperKind.Admission, [new Opaque(admission.Encode())], [bureau.Guest.Contact with { Device = admission.Body.Device }], string.Empty, null, World.Now);

    private static void AssertHonestTwinIsTaken(Bureau bureau)
    {
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        Assert.Equal(PaperState.Open, bureau.Coast.StateOf(paper));
    }

    private static void AssertSaid(Desk desk, string words) => Assert.Contains(words, Assert.Single(desk.Alarms()), StringComparison.Ordinal);
}
