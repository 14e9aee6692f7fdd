using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Admissions;

/// <summary>What a relay does with the letters by which three officers sign one admission.</summary>
public sealed class PaperAttackTests
{
    [Fact]
    public async Task A09_B06_a_signature_that_the_relay_keeps_back_is_not_made_up_by_another_one_that_it_delivers_again()
    {
        await using var talks = await HostileTalks.CouncilAsync("boris");
        var (amal, paper) = await ProposeAsync(talks);
        var own = await MailboxOfAsync(talks.Founder);
        var heard = talks.Relay.On(Calls.ReadLetters).When(request => request.Mailbox == own).Record();
        await talks["hanna"].Client.SignAsync(paper);
        await talks.Founder.SyncAsync();
        heard.Rule.RequireActed();
        var hannas = heard.Exchanges.SelectMany(one => one.Reply.Letters).Last();

        // The relay shows hanna's signature again and again, in the place of carim's.
        await talks["carim"].Client.SignAsync(paper);
        var instead = talks.Relay.On(Calls.ReadLetters).When(request => request.Mailbox == own)
            .Change(reply => reply with { Letters = [.. reply.Letters.Select(_ => hannas with { Id = OpaqueId.Draw<LetterId>() })] });
        var kept = talks.Relay.On(Calls.AcknowledgeLetters).When(request => request.Mailbox == own).Pretend(_ => new Done(RelayCode.Ok));
        await talks.Founder.SyncAsync();
        var waiting = (await talks.Founder.Client.PaperAsync(paper)).Paper;
        await amal.SyncAsync();
        var stage = (await amal.Client.StatusAsync()).Stage;
        talks.Relay.BeHonest();
        await talks.Founder.ReopenAsync();
        await talks.Founder.SyncAsync();
        await amal.SyncAsync();

        instead.RequireActed();
        kept.RequireActed();
        Assert.Equal(("open", "carim (organizer, coast)"), (waiting.State, waiting.Missing.Single()));
        Assert.Equal(("digits", "admitted"), (stage, (await amal.Client.StatusAsync()).Stage));
        await talks.RequireAllTalkAsync("boris");
    }

    [Fact]
    public async Task B03_B07_letters_and_calls_that_the_relay_doubles_and_turns_round_admit_once_and_say_everything_once()
    {
        await using var talks = await HostileTalks.CouncilAsync("boris");
        Rule[] rules =
        [
            talks.Relay.On(Calls.Drop).Duplicate(),
            talks.Relay.On(Calls.Post).Duplicate(),
            talks.Relay.On(Calls.Commit).Duplicate(),
            talks.Relay.On(Calls.CreateMailbox).Duplicate(),
            talks.Relay.On(Calls.ReadLetters).Change(reply => reply with { Letters = [.. reply.Letters.Reverse(), .. reply.Letters.Select(Again)] }),
            talks.Relay.OnItems().Change(items => [.. items.SelectMany(item => (LogItem[])[item, item])]),
        ];
        var (amal, paper) = await ProposeAsync(talks);
        await talks["hanna"].Client.SignAsync(paper);
        await talks["carim"].Client.SignAsync(paper);
        for (var i = 0; i < 2; i++)
        {
            await talks.Founder.SyncAsync();
            await amal.SyncAsync();
        }

        var added = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        await amal.SyncAsync();
        await amal.SayAsync("said once");
        var heard = await talks["boris"].HeardAsync();
        var told = await talks["boris"].NoticesAsync();
        Array.ForEach(rules, rule => rule.RequireActed());
        talks.Relay.BeHonest();

        Assert.Equal(["amal"], added.Added);
        Assert.Equal(["amal: said once"], heard);
        Assert.Single(told, line => line.StartsWith("amal was admitted", StringComparison.Ordinal));
        Assert.Single(await talks["boris"].RosterAsync(), name => name == "amal");
        await talks.RequireAllTalkAsync("amal", "boris");
    }

    [Fact]
    public async Task A09_an_admission_that_the_host_sends_with_two_of_three_signatures_is_not_taken_by_the_person_and_the_full_one_is()
    {
        await using var talks = await HostileTalks.CouncilAsync("boris");
        var (amal, paper) = await ProposeAsync(talks);
        await GrantAsync(talks, amal, "founder", "hanna");
        var told = (await amal.SyncAsync()).Notices;
        var stage = (await amal.Client.StatusAsync()).Stage;

        await talks["hanna"].Client.SignAsync(paper);
        await talks["carim"].Client.SignAsync(paper);
        await talks.Founder.SyncAsync();
        await amal.SyncAsync();

        Assert.Equal(["an admission came for this device; it was refused: it does not bear the signatures that the Charter asks for"], told);
        Assert.Equal(("digits", "admitted"), (stage, (await amal.Client.StatusAsync()).Stage));
        await talks.RequireAllTalkAsync("boris");
    }

    private static Wire.Letter Again(Wire.Letter letter) => letter with { Id = OpaqueId.Draw<LetterId>() };

    private static async Task<MailboxId> MailboxOfAsync(Participant person) => OpaqueId.Read<MailboxId>((await Forge.PapersOfAsync(person)).Card.Mailbox.Span);

    /// <summary>amal asks, and the founder proposes the admission.</summary>
    private static async Task<(Participant Amal, string Paper)> ProposeAsync(HostileTalks talks)
    {
        var amal = await talks.Talks.AskAsync("amal", (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        var paper = (await talks.Founder.Client.AdmitAsync(request.Id, new AdmissionOptions { WindowHours = 0 })).Paper;
        await amal.SyncAsync();
        return (amal, paper);
    }

    /// <summary>The host keeps no rule and sends what there is.</summary>
    private static async Task GrantAsync(HostileTalks talks, Participant applicant, params string[] signers)
    {
        await using var host = ModifiedClient.OpenSession(talks.Founder);
        await using var theirs = ModifiedClient.OpenSession(applicant);
        var like = await Forge.PapersOfAsync(talks["boris"]);
        var body = like.Admission.Body with { Charter = host.Charters!.HeadId, Device = theirs.OwnKey, Person = Forge.Person() };
        var admission = new CoSigned<Admission>(body, []);
        foreach (var name in signers)
        {
            admission = admission.CoSign((await Forge.PapersOfAsync(talks[name])).Seed);
        }

        var granted = new AdmissionGranted(new ObjectHash(new Opaque(theirs.Device.Application!.RequestId)), admission, host.Charters.Signed);
        var office = new LetterOffice(host);
        Assert.Equal(RelayCode.Ok, await office.DropAsync(office.Seal(LetterKind.Admission, theirs.Device.Mailbox.Card, granted.Encode()), CancellationToken.None));
    }
}
