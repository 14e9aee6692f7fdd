using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

public sealed class PresenceTests
{
    [Fact]
    public async Task Who_shows_that_they_are_here_is_seen_by_members_only_in_this_epoch_only_and_off_is_off()
    {
        await using var talks = await Talks.OfAsync("amal", "badr");
        var (founder, amal, badr) = (talks.Founder, talks["amal"], talks["badr"]);
        Assert.Empty(await HereAsync(amal));
        await amal.Client.WhisperTypingAsync(Talks.Plenary);
        Assert.Empty(await HereAsync(founder));
        Assert.Empty(await founder.Client.TypingAsync(Talks.Plenary));

        await amal.Client.ShowPresenceAsync(true);
        Assert.Equal(["amal"], await HereAsync(amal));
        Assert.Equal(["amal"], await HereAsync(founder));
        Assert.Equal(["amal"], await HereAsync(badr));
        await amal.Client.WhisperTypingAsync(Talks.Plenary);
        Assert.Equal(["amal"], await EventuallyTypingAsync(founder));
        Assert.Empty(await founder.Client.TypingAsync(Talks.Plenary));

        await founder.Client.RemoveMemberAsync(Talks.Plenary, "badr");
        Assert.Empty(await HereAsync(founder));
        Assert.Equal(["amal"], await HereAsync(amal));
        Assert.Equal(["amal"], await HereAsync(founder));
        await Assert.ThrowsAsync<DialogueException>(async () =>
        {
            await badr.SyncAsync();
            await HereAsync(badr);
        });
        Assert.DoesNotContain(await founder.HeardAsync(), line => line.Contains("amal", StringComparison.Ordinal));
    }

    private static async Task<IEnumerable<string>> HereAsync(Participant person) =>
        (await person.Client.WhoIsHereAsync(Talks.Plenary)).Members.Where(member => member.Here).Select(member => member.Name);

    private static async Task<IReadOnlyList<string>> EventuallyTypingAsync(Participant person)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await person.Client.TypingAsync(Talks.Plenary) is { Count: > 0 } typing)
            {
                return typing;
            }

            await Task.Delay(25);
        }

        return [];
    }
}
