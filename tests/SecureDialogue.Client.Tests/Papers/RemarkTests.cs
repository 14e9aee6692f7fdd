using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Papers;

/// <summary>Questions, answers and objections.</summary>
public sealed class RemarkTests
{
    [Fact]
    public async Task Every_signer_reads_questions_and_answers()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();

        bureau.Coast.Remark(paper, RemarkKind.Question, "Which article?");
        bureau.Carry();
        bureau.Hill.Remark(paper, RemarkKind.Answer, "The one on wells.");
        bureau.Carry(letters => [.. letters, .. letters]);

        Assert.All(bureau.Officers, desk => Assert.Equal(["Which article?", "The one on wells."], desk.Find(paper)!.Remarks.Select(one => one.Text)));
    }

    [Fact]
    public async Task An_open_objection_holds_the_host_back_and_no_order_of_letters_opens_it_again()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        bureau.Coast.Remark(paper, RemarkKind.Objection, "An old article.");
        bureau.Coast.Sign(paper);
        bureau.Facilitator.Sign(paper);
        var letters = bureau.Collect();
        letters.ForEach(letter => bureau.Officers.First(desk => desk.Owns(letter)).Receive(letter));
        Assert.Equal(PaperState.Open, bureau.Hill.StateOf(paper));
        Assert.DoesNotContain(bureau.Hill.Letters(), bureau.Guest.Owns);

        bureau.Coast.Withdraw(paper);
        bureau.Carry(last => [.. last, .. letters]);

        Assert.Equal(PaperState.Complete, bureau.Hill.StateOf(paper));
        Assert.Empty(bureau.Hill.Find(paper)!.OpenObjections);
    }

    [Fact]
    public async Task A_withdrawal_that_overtakes_its_objection_settles_it()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        bureau.Coast.Remark(paper, RemarkKind.Objection, "An old article.");
        bureau.Coast.Withdraw(paper);

        bureau.Carry(letters => letters.Reverse());

        Assert.All(bureau.Officers, desk => Assert.Equal(2, desk.Find(paper)!.Remarks.Count));
        Assert.All(bureau.Officers, desk => Assert.Empty(desk.Find(paper)!.OpenObjections));
    }

    [Fact]
    public async Task The_reason_is_for_facilitators_and_the_host()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Facilitator.Propose(bureau.Draft());
        bureau.Carry();

        bureau.Coast.Remark(paper, RemarkKind.Objection, "An old article.");
        bureau.Carry();

        Assert.Equal("An old article.", Assert.Single(bureau.Facilitator.Find(paper)!.OpenObjections).Text);
        Assert.Equal(string.Empty, Assert.Single(bureau.Hill.Find(paper)!.OpenObjections).Text);
    }

    [Fact]
    public async Task The_same_objection_is_not_made_twice()
    {
        await using var bureau = Bureau.Of();
        var paper = bureau.Hill.Propose(bureau.Draft());
        bureau.Carry();
        bureau.Coast.Remark(paper, RemarkKind.Objection, "An old article.");
        bureau.Coast.Withdraw(paper);

        Assert.Throws<DialogueException>(() => bureau.Coast.Remark(paper, RemarkKind.Objection, "An old article."));
        bureau.Coast.Remark(paper, RemarkKind.Objection, "A new article.");
        bureau.Carry();

        Assert.Equal("A new article.", Assert.Single(bureau.Hill.Find(paper)!.OpenObjections).Text);
    }
}
