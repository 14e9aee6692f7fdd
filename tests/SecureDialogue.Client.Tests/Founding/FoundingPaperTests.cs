using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Tests.Papers;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Founding;

/// <summary>Several founders come to one Charter, each on the own device.</summary>
public sealed class FoundingPaperTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_founder_has_chain_and_admission_when_the_last_one_signed(bool coastFirst)
    {
        await using var founders = new Founders();
        var paper = founders.First.Propose(founders.Draft());
        founders.Carry();

        (coastFirst ? founders.Coast : founders.Hill).Sign(paper);
        founders.Carry();
        Assert.All(founders.All, desk => Assert.Equal(Stage.Gathering, desk.Session.Device.Stage));
        (coastFirst ? founders.Hill : founders.Coast).Sign(paper);
        founders.Carry();

        Assert.All(founders.All, desk =>
        {
            Assert.Equal(Stage.Admitted, desk.Session.Device.Stage);
            Assert.Equal(paper.Id, desk.Session.Charters!.HeadId);
            Assert.Equal(desk.Key, desk.Session.Admission!.Body.Device);
            Assert.Equal(AdmissionRefusal.None, AdmissionRules.Check(desk.Session.Admission, desk.Session.Charters, World.Now));
            Assert.Equal(2, new PeopleDirectory(desk.Session).All().Count);
            FoundingPaper.WatchOthers(desk.Session);
            Assert.Empty(desk.Alarms());
        });
        Assert.Equal("1 organizer of each side and 1 facilitator", CharterWords.Rule(founders.First.Session.Charters!.Head.AdmissionRule));
    }

    [Fact]
    public async Task The_signature_of_each_is_needed_and_a_letter_that_comes_early_waits()
    {
        await using var founders = new Founders();
        var paper = founders.First.Propose(founders.Draft());
        var proposals = founders.Collect();
        founders.Hill.Receive(proposals.Single(founders.Hill.Owns));
        founders.Hill.Sign(paper);
        var signatures = founders.Collect();

        Assert.True(founders.Coast.Receive(signatures.Single(founders.Coast.Owns)));
        founders.Coast.Receive(proposals.Single(founders.Coast.Owns));
        founders.Coast.Sign(paper);
        founders.Carry();

        Assert.Equal(Stage.Admitted, founders.Coast.Session.Device.Stage);
        Assert.Equal(Stage.Admitted, founders.Hill.Session.Device.Stage);
        Assert.Equal(Stage.Gathering, founders.First.Session.Device.Stage);
        founders.First.Receive(signatures.Single(founders.First.Owns));
        Assert.Equal(Stage.Admitted, founders.First.Session.Device.Stage);
    }

    [Fact]
    public async Task A01_a_founder_who_signed_another_charter_is_noticed()
    {
        await using var founders = new Founders();
        var one = founders.First.Propose(founders.Draft());
        var toHill = founders.Collect().Single(founders.Hill.Owns);
        founders.First.Withdraw(one);
        founders.Collect();
        founders.Clock.Forward(TimeSpan.FromHours(1));
        var other = founders.First.Propose(founders.Draft());
        var toCoast = founders.Collect().Single(founders.Coast.Owns);
        founders.Hill.Receive(toHill);
        founders.Coast.Receive(toCoast);

        founders.Hill.Sign(one);
        founders.Carry();
        FoundingPaper.WatchOthers(founders.Coast.Session);

        Assert.NotEqual(CharterDigits.Compute(one.Id), CharterDigits.Compute(other.Id));
        Assert.Contains(founders.Coast.Alarms(), alarm => alarm.Contains("Orla has signed another Charter", StringComparison.Ordinal));
        founders.Coast.Sign(other);
        founders.Carry();
        Assert.DoesNotContain(founders.All, desk => desk.Session.Device.Stage == Stage.Admitted);
    }

    [Fact]
    public async Task A01_a_second_charter_beside_the_first_is_noticed_and_nobody_signs_both()
    {
        await using var founders = new Founders();
        var one = founders.First.Propose(founders.Draft());
        founders.Carry();
        founders.Hill.Sign(one);
        var second = Proposal(founders, Redraw(founders, one.All<Charter>()[0].Body with { RetentionDays = 3 }));

        Assert.True(founders.Hill.Receive(founders.First.Letter(LetterKind.Proposal, founders.Hill, second.ToProposal().Encode())));

        Assert.Contains(founders.Hill.Alarms(), alarm => alarm.Contains("a second Charter", StringComparison.Ordinal));
        Assert.Equal(DialogueError.NotAllowed, Assert.Throws<DialogueException>(() => founders.Hill.Sign(second)).Error);
        Assert.Empty(founders.Coast.Alarms());
    }

    [Fact]
    public async Task A05_two_answers_to_one_link_put_both_in_doubt_and_nothing_is_proposed()
    {
        await using var founders = new Founders();
        Assert.Equal(3, founders.Draft().Objects.Count - 1);
        founders.Answer("Mallory", World.Stranger, founders.Link(World.Hill, 1));

        var list = new FoundingDesk(founders.First.Session).Founders();
        var refused = Assert.Throws<DialogueException>(() => founders.Draft());

        Assert.Equal(["Mallory", "Orla"], list.Where(one => one.InDoubt).Select(one => one.Name).Order());
        Assert.Equal(["Ingrid", "Otto"], list.Where(one => !one.InDoubt).Select(one => one.Name).Order());
        Assert.Equal(DialogueError.InDoubt, refused.Error);
        Assert.Contains(founders.First.Alarms(), alarm => alarm.Contains("both are in doubt", StringComparison.Ordinal));
        foreach (var doubtful in list.Where(one => one.InDoubt))
        {
            new FoundingDesk(founders.First.Session).Drop(doubtful.Id);
        }

        founders.Answer("Olga", 11, founders.Link(World.Hill, 3));
        Assert.Equal(4, founders.Draft().Objects.Count);
    }

    [Fact]
    public async Task A04_a_charter_is_taken_from_the_first_founder_only_and_as_the_link_promised()
    {
        await using var founders = new Founders();
        var honest = Proposal(founders, founders.Draft());
        var charter = honest.All<Charter>()[0].Body;
        var robbed = charter with { Officers = [.. charter.Officers.Select(one => one.Key == founders.Hill.Key ? one with { Roles = Roles.Organizer | Roles.Facilitator } : one)] };
        var withoutMe = charter with { Officers = [.. charter.Officers.Select(one => one.Key == founders.Hill.Key ? one with { Key = World.Key(World.Stranger) } : one)] };

        var byCoast = honest with { Objects = [.. honest.Objects.Select(part => part.Add([part.SignBy(founders.Coast.Session.Device.DeviceSeed)]))] };

        Assert.False(founders.Hill.Receive(Letter(founders.Coast, founders.Hill, byCoast)));
        Assert.False(founders.Hill.Receive(Letter(founders.First, founders.Hill, Proposal(founders, Redraw(founders, robbed)))));
        Assert.False(founders.Hill.Receive(Letter(founders.First, founders.Hill, Proposal(founders, Redraw(founders, withoutMe)))));
        Assert.Null(founders.Hill.Find(honest));
        Assert.True(founders.Hill.Receive(Letter(founders.First, founders.Hill, honest)));
        Assert.NotNull(founders.Hill.Find(honest));
    }

    [Fact]
    public async Task Too_few_founders_are_told_who_is_missing()
    {
        await using var founders = new Founders();
        var otto = new FoundingDesk(founders.First.Session).Founders().Single(one => one.Name == "Otto");
        new FoundingDesk(founders.First.Session).Drop(otto.Id);

        var refused = Assert.Throws<DialogueException>(() => founders.Draft());

        Assert.Contains("3 founders", refused.Message, StringComparison.Ordinal);
        Assert.Contains("dialogue founder invite", refused.Hint, StringComparison.Ordinal);
        founders.Answer("Olaf", 11, founders.Link(World.Hill, 3));
        Assert.Contains("1 organizer of each side", Assert.Throws<DialogueException>(() => founders.Draft()).Message, StringComparison.Ordinal);
    }

    private static PaperDraft Redraw(Founders founders, Charter charter) => FoundingPaper.Of(founders.First.Session, charter, [founders.Hill.Contact, founders.Coast.Contact], string.Empty);

    /// <summary>The paper as the first founder's device would send it, kept nowhere.</summary>
    private static Paper Proposal(Founders founders, PaperDraft draft)
    {
        var seed = founders.First.Session.Device.DeviceSeed;
        return new Paper(PaperKind.Charter, [.. draft.Objects.Select(part => part.Add([part.SignBy(seed)]))], founders.First.Key, World.Now)
        {
            Contacts = [.. draft.About, founders.First.Contact],
        };
    }

    private static Sync.StoredLetter Letter(Desk from, Desk to, Paper paper) => from.Letter(LetterKind.Proposal, to, paper.ToProposal().Encode());
}
