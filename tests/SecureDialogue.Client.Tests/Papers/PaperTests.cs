using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Papers;

/// <summary>A paper goes from device to device and becomes complete on each by itself.</summary>
public sealed class PaperTests
{
    [Fact]
    public async Task Every_signer_has_the_whole_paper_when_the_last_one_signed()
    {
        await using var bureau = Bureau.Of();

        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        bureau.Coast.Sign(paper);
        bureau.Carry();
        Assert.All(bureau.Officers, desk => Assert.Equal(PaperState.Open, desk.StateOf(paper)));
        bureau.Facilitator.Sign(paper);
        bureau.Carry();

        Assert.All(bureau.Officers, desk => Assert.Equal(PaperState.Complete, desk.StateOf(paper)));
        Assert.All(bureau.Officers, desk => Assert.Equal(
            AdmissionRefusal.None, AdmissionRules.CheckSignatures(desk.Find(paper)!.All<Admission>()[0], bureau.World.Charters)));
        Assert.All(bureau.Officers, desk => Assert.Equal("Amal", Assert.Single(new PeopleDirectory(desk.Session).All()).Record.Name));
    }

    [Fact]
    public async Task The_applicant_hears_of_it_from_the_host_and_only_when_all_have_signed()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();

        bureau.Coast.Sign(paper);
        bureau.Carry();
        bureau.Facilitator.Sign(paper);
        var last = bureau.Facilitator.Letters();
        bureau.Hill.Receive(last.Single(bureau.Hill.Owns));

        Assert.DoesNotContain(last, bureau.Guest.Owns);
        Assert.Single(bureau.Hill.Letters(), bureau.Guest.Owns);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Order_and_repetition_of_letters_do_not_matter(int seed)
    {
        await using var bureau = Bureau.Of();
        var order = new Random(seed);
        var paper = bureau.Hill.Propose(bureau.Draft());
        var toFacilitator = bureau.Collect();
        toFacilitator.Where(bureau.Coast.Owns).ToList().ForEach(letter => bureau.Coast.Receive(letter));
        bureau.Coast.Sign(paper);

        // The facilitator gets the signature before the paper, and everything three times.
        var all = bureau.Collect().Concat(toFacilitator).ToArray();
        foreach (var letter in Shuffled(order, [.. all, .. all, .. all]))
        {
            bureau.Officers.First(desk => desk.Owns(letter)).Receive(letter);
        }

        bureau.Facilitator.Sign(paper);
        bureau.Carry(letters => Shuffled(order, [.. letters, .. letters]));

        Assert.All(bureau.Officers, desk => Assert.Equal(PaperState.Complete, desk.StateOf(paper)));
        Assert.All(bureau.Officers, desk => Assert.Empty(desk.Alarms()));
    }

    [Fact]
    public async Task A_device_that_stops_anywhere_goes_on_from_its_store()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        await bureau.Hill.RestartAsync();
        bureau.Carry();
        await bureau.Coast.RestartAsync();
        bureau.Coast.Sign(paper);
        await bureau.Coast.RestartAsync();
        bureau.Carry();
        await bureau.Facilitator.RestartAsync();
        bureau.Facilitator.Sign(paper);
        await bureau.Facilitator.RestartAsync();

        bureau.Carry();

        Assert.All(bureau.Officers, desk => Assert.Equal(PaperState.Complete, desk.StateOf(paper)));
    }

    [Fact]
    public async Task Where_one_signature_is_enough_nobody_is_asked()
    {
        await using var bureau = Bureau.Of(SignatureRule.Solo);

        var paper = bureau.Hill.Propose(bureau.Draft());

        Assert.Equal(PaperState.Complete, paper.State);
        bureau.Carry();
        Assert.Null(bureau.Coast.Find(paper));
        Assert.Single(new PeopleDirectory(bureau.Coast.Session).All());
    }

    [Fact]
    public async Task It_says_whose_signature_would_help()
    {
        await using var bureau = Bureau.Of();
        var effect = new AdmissionEffect(bureau.Hill.Session);

        var paper = bureau.Hill.Propose(bureau.Draft());
        var atFirst = effect.Missing(paper);
        bureau.Carry();
        bureau.Coast.Sign(paper);
        bureau.Carry();

        Assert.Equal([bureau.Coast.Key, bureau.Facilitator.Key], atFirst);
        Assert.Equal([bureau.Facilitator.Key], effect.Missing(bureau.Hill.Find(paper)!));
    }

    [Fact]
    public async Task A_paper_lapses_after_60_days_and_is_forgotten_after_90()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        bureau.Clock.Forward(TimeSpan.FromDays(59));
        bureau.Coast.Sign(paper);
        bureau.Clock.Forward(TimeSpan.FromDays(1));

        Assert.Contains("lapsed", Assert.Throws<DialogueException>(() => bureau.Facilitator.Sign(paper)).Message, StringComparison.Ordinal);
        bureau.Clock.Forward(TimeSpan.FromDays(29));
        bureau.Hill.Write(writer => new PaperShelf(bureau.Hill.Session).Prune(writer));
        Assert.NotNull(bureau.Hill.Find(paper));
        bureau.Clock.Forward(TimeSpan.FromDays(1));
        bureau.Hill.Write(writer => new PaperShelf(bureau.Hill.Session).Prune(writer));
        Assert.Null(bureau.Hill.Find(paper));
    }

    private static StoredLetter[] Shuffled(Random order, StoredLetter[] letters)
    {
        order.Shuffle(letters);
        return letters;
    }
}
