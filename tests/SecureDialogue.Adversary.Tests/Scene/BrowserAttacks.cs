using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Scene;

/// <summary>What is done to a browser, by the relay or by a member, under a name that the test gives.</summary>
internal sealed class BrowserAttacks(HostileTalks talks)
{
    private readonly List<Rule> _rules = [];

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

    /// <summary>Ends all of them; how often they did something.</summary>
    public int End()
    {
        var count = _rules.Sum(rule => rule.Count);
        _rules.Clear();
        talks.Relay.BeHonest();
        return count;
    }

    private static bool IsTalk(LogItem item) => item.Kind == ItemKind.Talk;

    private static LogItem Altered(LogItem item)
    {
        var bytes = item.Bytes.ToArray();
        bytes[^1] ^= 1;
        return item with { Bytes = bytes };
    }

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
        _rules.Add(talks.Relay.On(Calls.Prove).From(HostileRelay.Browser).Change(reply =>
            reply.Code == RelayCode.NotFound ? new ProveReply(RelayCode.Ok, true, 1, new byte[Limits.KeyBytes], 1) : reply));
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
