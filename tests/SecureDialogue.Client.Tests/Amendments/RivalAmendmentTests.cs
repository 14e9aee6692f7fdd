using System.Text.Json.Nodes;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Tests.Papers;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Amendments;

/// <summary>Two versions after the same one: who signed the first, which stalls, is free for the second when the first cannot come true any more.</summary>
public sealed class RivalAmendmentTests
{
    [Fact]
    public async Task A_withdrawal_frees_everybody_who_signed_and_nobody_else_can_take_a_signature_back()
    {
        await using var bureau = await WhereAllThreeSignAsync();
        var stalled = SignedByTwo(bureau);
        var blocked = Assert.Throws<DialogueException>(() => Drafts.Propose(bureau.Facilitator, Title("Next")));
        var sent = Assert.Throws<DialogueException>(() => bureau.Facilitator.Withdraw(stalled));

        bureau.Hill.Withdraw(stalled);
        bureau.Carry();
        var next = Drafts.Propose(bureau.Facilitator, Title("Next"));
        bureau.Carry();
        bureau.Hill.Sign(next);
        bureau.Coast.Sign(next);
        bureau.Carry();

        Assert.Contains("has signed another version", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be taken back", sent.Message, StringComparison.Ordinal);
        Assert.Contains("Hanna", sent.Hint, StringComparison.Ordinal);
        Assert.All(bureau.Officers, desk => Assert.Equal((next.Id, PaperState.Withdrawn), (desk.Session.Charters!.HeadId, desk.StateOf(stalled)!.Value)));
    }

    [Fact]
    public async Task When_those_whose_signature_it_lacks_sign_another_version_the_signers_are_free_for_that_one()
    {
        await using var bureau = await WhereAllThreeSignAsync();
        var stalled = SignedByTwo(bureau);

        var next = Drafts.Propose(bureau.Coast, Title("Next"));
        bureau.Carry();
        var back = Assert.Throws<DialogueException>(() => bureau.Coast.Sign(stalled));
        bureau.Facilitator.Sign(next);
        bureau.Hill.Sign(next);
        bureau.Carry();

        Assert.Contains("has signed another version", back.Message, StringComparison.Ordinal);
        Assert.All(bureau.Officers, desk => Assert.Equal(next.Id, desk.Session.Charters!.HeadId));
    }

    [Fact]
    public async Task A_version_that_got_its_last_signature_before_that_signer_heard_of_the_withdrawal_holds_everywhere()
    {
        await using var bureau = await WhereAllThreeSignAsync();
        var crossed = SignedByTwo(bureau);

        bureau.Hill.Withdraw(crossed);
        bureau.Coast.Sign(crossed);
        bureau.Carry();

        Assert.All(bureau.Officers, desk => Assert.Equal((crossed.Id, PaperState.Complete), (desk.Session.Charters!.HeadId, desk.StateOf(crossed)!.Value)));
    }

    [Fact]
    public async Task A07_a_withdrawn_version_that_is_completed_after_another_one_took_its_place_raises_an_alarm()
    {
        await using var bureau = Bureau.Of();
        var withdrawn = Drafts.Propose(bureau.Hill, Title("Withdrawn"));
        bureau.Carry();
        bureau.Hill.Withdraw(withdrawn);
        Deliver(bureau, bureau.Facilitator);
        var next = Drafts.Propose(bureau.Hill, Title("Next"));
        Deliver(bureau, bureau.Facilitator);
        bureau.Facilitator.Sign(next);
        Deliver(bureau, bureau.Hill);
        Assert.DoesNotContain(bureau.Hill.Alarms(), alarm => alarm.Contains("two versions", StringComparison.Ordinal));

        bureau.Coast.Sign(withdrawn);
        bureau.Carry();

        Assert.All([bureau.Hill, bureau.Facilitator], desk =>
        {
            Assert.Equal(next.Id, desk.Session.Charters!.HeadId);
            Assert.Contains(desk.Alarms(), alarm => alarm.StartsWith("two versions 2 of the Charter", StringComparison.Ordinal));
        });
    }

    /// <summary>The second version's quorum is one organizer of each side and the facilitator.</summary>
    private static async Task<Bureau> WhereAllThreeSignAsync()
    {
        var bureau = Bureau.Of(SignatureRule.OrganizerOfEachPartyAndFacilitator);
        var paper = Drafts.Propose(bureau.Hill, draft => draft["quorum"] = draft["admissionRule"]!.DeepClone());
        bureau.Carry();
        bureau.Coast.Sign(paper);
        bureau.Carry();
        await Task.WhenAll(bureau.Officers.Select(desk => desk.RestartAsync()));
        Assert.All(bureau.Officers, desk => Assert.Equal(2, desk.Session.Charters!.Head.Version));
        return bureau;
    }

    /// <summary>The third has it and does not sign.</summary>
    private static Paper SignedByTwo(Bureau bureau)
    {
        var paper = Drafts.Propose(bureau.Hill, Title("Stalled"));
        bureau.Carry();
        bureau.Facilitator.Sign(paper);
        bureau.Carry();
        return paper;
    }

    /// <summary>Letters to one; the others' are lost.</summary>
    private static void Deliver(Bureau bureau, Desk only)
    {
        foreach (var letter in bureau.Collect().Where(only.Owns))
        {
            Assert.True(only.Receive(letter));
        }
    }

    private static Action<JsonNode> Title(string title) => draft => draft["title"] = title;
}
