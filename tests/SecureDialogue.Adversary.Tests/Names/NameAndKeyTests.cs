using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Names;

/// <summary>A10, A16: who is who. Names that are taken for another's, and keys that somebody passes on for a third person.</summary>
public sealed class NameAndKeyTests
{
    private const string BorisInOtherLetters = "b\u043Eris";

    [Theory]
    [InlineData("Boris")]
    [InlineData(BorisInOtherLetters)]
    public async Task A10_a_person_whose_name_is_or_looks_like_anothers_is_admitted_by_neither_side_and_under_another_name_by_both(string name)
    {
        await using var talks = await HostileTalks.CouncilAsync("boris");
        await talks["hanna"].SyncAsync();
        await AskAsync(talks, name, "similar");
        var similar = (await talks.Founder.Client.RequestsAsync()).Single();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AdmitAsync(similar.Id));
        await talks.Founder.Client.DeclineAsync(similar.Id, "choose another name");
        var amal = await AskAsync(talks, "amal", "amal");
        var paper = (await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id, NoWindow)).Paper;
        var withOne = (await talks.Founder.Client.PaperAsync(paper)).Paper;
        await talks["hanna"].Client.SignAsync(paper);
        await amal.SyncAsync();
        var withTwo = (await amal.Client.StatusAsync()).Stage;
        await talks["carim"].Client.SignAsync(paper);
        await talks.Founder.SyncAsync();
        await amal.SyncAsync();

        Assert.Contains("the same name or one that looks like it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, withOne.Missing.Count);
        Assert.Equal(("digits", "admitted"), (withTwo, (await amal.Client.StatusAsync()).Stage));
    }

    [Fact]
    public async Task A10_a_member_who_takes_a_name_that_looks_like_anothers_is_told_of_and_one_who_takes_another_name_is_not()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await using var carla = await ModifiedClient.OfAsync(talks["carla"]);
        await PostProfileAsync(carla, talks["carla"], profile => profile with { Name = "carlotta", Counter = profile.Counter + 1 });
        var harmless = (await talks["amal"].SyncAsync()).Notices;
        await PostProfileAsync(carla, talks["carla"], profile => profile with { Name = BorisInOtherLetters, Counter = profile.Counter + 2 });
        var told = (await talks["amal"].SyncAsync()).Notices;

        Assert.DoesNotContain(harmless, notice => notice.Contains("look alike", StringComparison.Ordinal));
        Assert.Contains(told, notice => notice.StartsWith("two people in this channel have names that look alike: boris and ", StringComparison.Ordinal));
        await talks.RequireAllTalkAsync("amal", "boris");
    }

    [Fact]
    public async Task A16_a_member_who_passes_on_a_mailbox_and_a_name_for_a_third_person_changes_nothing_and_the_own_are_taken()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        var (boris, _, card) = await Forge.PapersOfAsync(talks["boris"]);
        await using var carla = await ModifiedClient.OfAsync(talks["carla"]);
        await PostProfileAsync(carla, talks["carla"], profile => profile with { Admission = boris.Id, Name = "not boris", Counter = 99 });
        var lines = await talks["amal"].NoticesAsync();
        await PostProfileAsync(carla, talks["carla"], profile => profile with { Name = "carlotta", Counter = profile.Counter + 1 });

        Assert.Contains("an act of a member does not hold; it was left out", lines);
        Assert.Equal(["amal", "boris", "carlotta", "founder"], await RosterAsync(talks["amal"]));
        await using (var amal = ModifiedClient.OpenSession(talks["amal"]))
        {
            Assert.Equal(card.Mailbox, new AddressBook(amal).CardOf(boris.Body.Device)!.Mailbox);
        }

        await talks.RequireAllTalkAsync("amal", "boris");
    }

    [Fact]
    public async Task A16_an_officer_who_passes_on_another_mailbox_for_a_known_person_diverts_nothing_and_a_new_person_is_taken()
    {
        await using var talks = await HostileTalks.CouncilAsync("boris");
        var boris = await Forge.PapersOfAsync(talks["boris"]);
        var hanna = await Forge.PapersOfAsync(talks["hanna"]);
        var (carla, carlas) = Forge.Admit(boris, await ChartersAsync(talks), body => body, (await Forge.PapersOfAsync(talks.Founder)).Seed, hanna.Seed, (await Forge.PapersOfAsync(talks["carim"])).Seed);
        await NoticeAsync(talks, new OfficerNotice(boris.Admission, hanna.Card, "carla"));
        await NoticeAsync(talks, new OfficerNotice(carla, hanna.Card, "carla"));
        var fetched = talks.Relay.On(Calls.FetchPackage).Record();

        var opened = await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["boris"]);
        await talks["boris"].SyncAsync();
        await talks["boris"].Client.SendAsync("Second", "it is me");

        Assert.NotEmpty(carlas);
        Assert.Equal(["boris"], opened.Added);
        Assert.Equal(boris.Card.Mailbox, new Opaque(fetched.Exchanges.Single().Request.Mailbox.ToBytes()));
        Assert.Contains(await talks.Founder.Client.ReadAsync("Second", 0), line => line is { From: "boris", Text: "it is me" });
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        Assert.Equal(carla.Id, new PeopleDirectory(founder).Named("carla").Admission.Id);
    }

    private static Client.Views.AdmissionOptions NoWindow => new() { WindowHours = 0 };

    private static async Task<Participant> AskAsync(HostileTalks talks, string name, string home)
    {
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        var directory = talks.Talks.NewHome(home);
        var person = new Participant(name, directory, await DialogueClient.JoinAsync(link, name, Participant.Options(directory)));
        talks.Talks.Own(person);
        return person;
    }

    private static async Task<CharterChain> ChartersAsync(HostileTalks talks)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        return founder.Charters!;
    }

    /// <summary>hanna, an officer, tells the founder of an admission.</summary>
    private static async Task NoticeAsync(HostileTalks talks, OfficerNotice notice)
    {
        await using (var hanna = ModifiedClient.OpenSession(talks["hanna"]))
        {
            var office = new LetterOffice(hanna);
            var letter = office.Seal(LetterKind.OfficerNotice, (await Forge.PapersOfAsync(talks.Founder)).Card, notice.Encode());
            Assert.Equal(RelayCode.Ok, await office.DropAsync(letter, CancellationToken.None));
        }

        await talks.Founder.SyncAsync();
    }

    private static async Task<IReadOnlyList<string>> RosterAsync(Participant person)
    {
        await person.SyncAsync();
        return await person.RosterAsync();
    }

    private static async Task PostProfileAsync(ModifiedClient member, Participant own, Func<Profile, Profile> change)
    {
        var (admission, seed, card) = await Forge.PapersOfAsync(own);
        var profile = change(new Profile(new Opaque(member.Channel.State.Id), admission.Id, own.Name, 1, card)).Sign(seed);
        var id = OpaqueId.Draw<Wire.MessageId>();
        await member.PostAsync(id, member.Seal(id, new ProfileContent(profile)), ItemKind.Lasting);
    }
}
