using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Scene;

/// <summary>What is done to a browser, by the relay or by a member, under a name that the test gives.</summary>
internal sealed class BrowserAttacks(HostileTalks talks)
{
    private readonly List<Rule> _rules = [];
    private readonly List<Tape<FetchPackageRequest, FetchPackageReply>> _packages = [];
    private Tape<ReadLettersRequest, ReadLettersReply>? _letters;

    /// <summary>Begins an attack.</summary>
    public async Task<object> BeginAsync(string attack, string[] on)
    {
        switch (attack)
        {
            case "alter":
                _rules.Add(talks.Relay.OnItems().From(HostileRelay.Browser).Alter(IsTalk, Altered));
                return true;
            case "withhold":
                _rules.Add(talks.Relay.OnItems().From(HostileRelay.Browser).Withhold(IsTalk));
                return true;
            case "swap":
                var stranger = Forge.Seed();
                var swapped = await PackageOfAsync(on[0], admission => Forge.Package((admission.Body with { Device = Forge.KeyOf(stranger) }).CoSign(stranger), stranger));
                _rules.Add(talks.Relay.On(Calls.FetchPackage).Once().Change(reply => reply with { Package = swapped }));
                return true;
            case "spent":
                _rules.Add(talks.Relay.On(Calls.CreateMailbox).From(HostileRelay.Browser).Once().Refuse(RelayCode.PassSpent));
                return true;
            case "double":
                Double();
                return true;
            case "keep letters":
                _rules.Add(talks.Relay.On(Calls.ReadLetters).From(HostileRelay.Browser).Change(reply => reply with { Letters = [] }));
                return true;
            case "keep removals":
                _rules.Add(talks.Relay.OnItems().From(HostileRelay.Browser).EndBefore(item => item.Kind == ItemKind.Commit));
                _rules.Add(talks.Relay.On(Calls.Commit).From(HostileRelay.Browser).Refuse(RelayCode.Unavailable));
                return true;
            case "record packages":
                _packages.Add(talks.Relay.On(Calls.FetchPackage).Record());
                return true;
            case "alter letters":
                AlterLetters();
                return true;
            case "old letters":
                return ShowOldLetters();
            case "record letters":
                _letters = talks.Relay.On(Calls.ReadLetters).From(HostileRelay.Browser).Record();
                return true;
            case "used package":
                return await HandOutAgainAsync(on[0]);
            case "false packages":
                return await HandOutFalseOnesAsync();
            case "twin":
                return await SendTwinAsync(on[0], on[1]);
            case "ghost":
                return await AddGhostAsync(on[0]);
            case "old charter":
                return await AddUnderOldCharterAsync(on[0]);
            default:
                throw new ArgumentException("no such attack", nameof(attack));
        }
    }

    /// <summary>How often they did something so far.</summary>
    public int Acts => _rules.Sum(rule => rule.Count);

    /// <summary>Ends all of them; how often they did something.</summary>
    public int End()
    {
        var count = Acts;
        _rules.Clear();
        talks.Relay.BeHonest();
        return count;
    }

    /// <summary>The relay says that it knows whatever channel a browser asks for.</summary>
    public void KnowEveryChannel() => _rules.Add(talks.Relay.On(Calls.Prove).From(HostileRelay.Browser).Change(reply =>
        reply.Code == RelayCode.NotFound ? new ProveReply(RelayCode.Ok, true, 1, new byte[Limits.KeyBytes], 1) : reply));

    private static bool IsTalk(LogItem item) => item.Kind == ItemKind.Talk;

    private static LogItem Altered(LogItem item) => item with { Bytes = Altered(item.Bytes) };

    private static Wire.Letter Altered(Wire.Letter letter) => letter with { Bytes = Altered(letter.Bytes) };

    private static byte[] Altered(ReadOnlyMemory<byte> bytes)
    {
        var altered = bytes.ToArray();
        altered[^1] ^= 1;
        return altered;
    }

    /// <summary>Every letter and every item comes twice to browsers, and what they post is handed in twice.</summary>
    private void Double()
    {
        _rules.Add(talks.Relay.On(Calls.Post).From(HostileRelay.Browser).Duplicate());
        _rules.Add(talks.Relay.OnItems().From(HostileRelay.Browser).Change(items => [.. items.SelectMany(item => (LogItem[])[item, item])]));
        _rules.Add(talks.Relay.On(Calls.ReadLetters).From(HostileRelay.Browser).Change(reply => reply with
        {
            Letters = [.. reply.Letters, .. reply.Letters.Select(Again)],
        }));
    }

    /// <summary>Letters come with a byte changed, and stay at the relay although browsers are done with them.</summary>
    private void AlterLetters()
    {
        _rules.Add(talks.Relay.On(Calls.ReadLetters).From(HostileRelay.Browser).Change(reply =>
            reply.Letters.Count == 0 ? reply : reply with { Letters = [.. reply.Letters.Select(Altered)] }));
        _rules.Add(talks.Relay.On(Calls.AcknowledgeLetters).From(HostileRelay.Browser).Pretend(_ => new Done(RelayCode.Ok)));
    }

    /// <summary>All letters that browsers have read are shown again.</summary>
    private bool ShowOldLetters()
    {
        var old = _letters!.Exchanges.SelectMany(one => one.Reply.Letters).Select(Again).ToArray();
        _rules.Add(talks.Relay.On(Calls.ReadLetters).From(HostileRelay.Browser).Once().Change(reply => reply with { Letters = old }));
        return old.Length > 0;
    }

    /// <summary>The package that brought somebody into their first channel is handed out as their last.</summary>
    private async Task<object> HandOutAgainAsync(string name)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        var mailbox = OpaqueId.Read<MailboxId>(CardOf(founder, name).Mailbox.Span);
        var first = FirstPackage(mailbox) with { Last = true };
        _rules.Add(talks.Relay.On(Calls.FetchPackage).Once().Change(_ => first));
        return true;
    }

    /// <summary>A browser that wants a package of amal's gets another device's, one of last year, and one that serves a channel.</summary>
    private async Task<object> HandOutFalseOnesAsync()
    {
        var (admission, seed, card) = await Forge.PapersOfAsync(talks["amal"]);
        var ghost = Forge.Seed();
        var mailbox = OpaqueId.Read<MailboxId>(card.Mailbox.Span);
        var packages = new Queue<ReadOnlyMemory<byte>>(
        [
            SealedPackage.Seal(Forge.Package((admission.Body with { Device = Forge.KeyOf(ghost) }).CoSign(ghost), ghost).Encode(), card),
            SealedPackage.Seal(Forge.Package(admission, seed, PackageStock.LifetimeFrom(DateTimeOffset.UtcNow.AddDays(-365))).Encode(), card),
            FirstPackage(mailbox).Package,
        ]);
        _rules.Add(talks.Relay.On(Calls.FetchPackage).From(HostileRelay.Browser).Times(packages.Count)
            .Pretend(_ => new FetchPackageReply(RelayCode.Ok, packages.Dequeue(), false)));
        return true;
    }

    private FetchPackageReply FirstPackage(MailboxId mailbox) =>
        _packages.SelectMany(tape => tape.Exchanges).First(one => one.Request.Mailbox == mailbox && one.Reply.Code == RelayCode.Ok).Reply;

    private static Wire.Letter Again(Wire.Letter letter) => letter with { Id = OpaqueId.Draw<LetterId>() };

    private async Task<object> AddGhostAsync(string title)
    {
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], title);
        var (ghost, seed) = Forge.AdmitAlone(await Forge.PapersOfAsync(talks["rogue"]), rogue.Channel.Charters);
        return await rogue.CommitAsync([Forge.Package(ghost, seed)], []) is not null;
    }

    /// <summary>The rogue is made an officer, admits alone, and is retired; then the Charter that appointed it is served again.</summary>
    private async Task<object> AddUnderOldCharterAsync(string title)
    {
        var papers = await Forge.PapersOfAsync(talks["rogue"]);
        var appointed = await Forge.AppointAsync(talks.Founder, papers.Seed);
        Assert.Equal(CharterRefusal.None, appointed.Verify(out var charters));
        await using (var messenger = await ModifiedClient.OfAsync(talks["amal"], title))
        {
            foreach (var chain in (SignedCharterChain[])[await Forge.RetireAsync(talks.Founder, "rogue", charters!, papers.Admission.Id), appointed])
            {
                var id = OpaqueId.Draw<Wire.MessageId>();
                await messenger.PostAsync(id, messenger.Seal(id, new CharterContent(chain)), ItemKind.Lasting);
            }
        }

        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], title);
        var (person, seed) = Forge.AdmitAlone(papers, charters!);
        return await rogue.CommitAsync([Forge.Package(person, seed)], []) is not null;
    }

    /// <summary>A participant makes a channel of the same title; the relay says that it knows it.</summary>
    private async Task<object> SendTwinAsync(string name, string title)
    {
        KnowEveryChannel();
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        var card = CardOf(founder, name);
        var connection = await founder.Relay.LettersAsync(CancellationToken.None);
        var reply = await connection.FetchPackage(new FetchPackageRequest(OpaqueId.Read<MailboxId>(card.Mailbox.Span), card.DropToken.Span.ToArray()));
        await using var amal = await ModifiedClient.OfAsync(talks["amal"], title);
        var twin = OpaqueId.Draw<ChannelId>().ToBytes();
        await amal.WelcomeElsewhereAsync(KeyPackage.Decode(SealedPackage.Open(reply.Package.Span, card)), card, twin, twin, 1);
        return true;
    }

    private async Task<ReadOnlyMemory<byte>> PackageOfAsync(string name, Func<CoSigned<Admission>, KeyPackage> make)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        var (record, admission) = new PeopleDirectory(founder).Named(name);
        return SealedPackage.Seal(make(admission).Encode(), ObjectCodec.Decode<MailboxCard>(record.Card));
    }

    private static MailboxCard CardOf(Client.Sync.DeviceSession founder, string name) =>
        ObjectCodec.Decode<MailboxCard>(new PeopleDirectory(founder).Named(name).Record.Card);
}
