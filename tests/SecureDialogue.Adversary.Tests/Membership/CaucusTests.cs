using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;

namespace SecureDialogue.Adversary.Tests.Membership;

/// <summary>A caucus is one side's own channel: a facilitator who brings somebody of the other side into it is refused.</summary>
public sealed class CaucusTests
{
    private static readonly PartyCode Hill = PartyCode.Parse("hill");

    [Fact]
    public async Task A08_A09_somebody_of_the_other_side_is_refused_in_a_caucus_and_somebody_of_its_own_is_taken()
    {
        await using var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("rogue", "facilitator");
        await talks.Talks.AdmitAsync("amal");
        await using (var founder = ModifiedClient.OpenSession(talks.Founder))
        {
            new ChannelMaker(founder).Draw(Talks.Plenary, ChannelKind.Caucus, Hill);
        }

        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["rogue", "amal"]);
        await talks.Talks.SyncAllAsync();
        await talks.Talks.SyncAllAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        var founders = (await Forge.PapersOfAsync(talks.Founder)).Seed;
        var like = await Forge.PapersOfAsync(talks["amal"]);
        var (other, otherSeed) = Forge.Admit(like, rogue.Channel.Charters, body => body with { Party = PartyCode.Parse("coast") }, founders);
        var (own, ownSeed) = Forge.Admit(like, rogue.Channel.Charters, body => body, founders);
        await rogue.CommitAsync([Forge.Package(other, otherSeed)], []);

        await talks.RequireRefusedAsync("somebody is of another side", "amal");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await Forge.AddAsync(talks.Founder, Forge.Package(own, ownSeed));

        await talks.RequireAllTalkAsync("amal");
        Assert.Equal(4, (await talks["amal"].RosterAsync()).Count);
    }
}
