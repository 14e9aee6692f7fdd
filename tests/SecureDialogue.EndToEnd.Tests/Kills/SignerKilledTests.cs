using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>An officer's command is killed while it signs, or the host's while it completes; the next run finishes what was begun.</summary>
public sealed class SignerKilledTests
{
    [Theory]
    [InlineData("BeforeLetterPersist:1", "sign")]
    [InlineData("AfterLetterPersist:1", "sign")]
    [InlineData("BeforePaperPersist:1", "sign")]
    [InlineData("AfterPaperPersist:1", "sign")]
    [InlineData("AfterFirstLetterDropped:1", "sign")]
    [InlineData("BeforeLetterPersist:1", "complete")]
    [InlineData("AfterLetterPersist:1", "complete")]
    [InlineData("AfterFirstLetterDropped:1", "complete")]
    public async Task The_person_is_admitted_once_wherever_a_signer_is_killed(string fault, string when)
    {
        await using var congress = await Congress.OfAsync();
        var amal = await congress.AskAsync("amal");
        var paper = await congress.ProposeAsync("amal");
        await congress.Hill.Client.SignAsync(paper);

        if (when == "sign")
        {
            Assert.Equal(Outcome.Killed, await congress.Coast.RunWithFaultAsync(fault, "sign", paper));
        }

        await SignUnlessSignedAsync(congress.Coast, paper);
        if (when == "complete")
        {
            Assert.Equal(Outcome.Killed, await congress.Facilitator.RunWithFaultAsync(fault, "sync"));
        }

        await congress.Facilitator.SyncAsync();
        await amal.SyncAsync();
        await congress.Hill.SyncAsync();
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
        Assert.Equal("complete", await Congress.StateAsync(congress.Hill, paper));
        Assert.Equal("complete", await Congress.StateAsync(congress.Coast, paper));
    }

    /// <summary>A killed command may have signed: then signing again says so.</summary>
    private static async Task SignUnlessSignedAsync(Participant officer, string paper)
    {
        try
        {
            await officer.Client.SignAsync(paper);
        }
        catch (DialogueException refused) when (refused.Error == DialogueError.NotAllowed)
        {
            await officer.SyncAsync();
        }
    }
}
