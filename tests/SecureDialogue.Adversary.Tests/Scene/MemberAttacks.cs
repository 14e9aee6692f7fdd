using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Scene;

/// <summary>
/// What members do to a browser. A modified member writes in a channel once: it would hold its own words to be a copy's. What the rogue
/// commits is undone, so it may come again.
/// </summary>
internal sealed class MemberAttacks(HostileTalks talks)
{
    private Entrants? _entrants;
    private KeyPackage? _right;

    /// <summary>Two amendments: from here on three sign for whoever comes in.</summary>
    public async Task<object> AmendAsync(string[] titles)
    {
        _entrants = await Entrants.OfAsync(talks, "amal");
        foreach (var title in titles)
        {
            await Forge.PostAsync(talks.Founder, new CharterContent(_entrants.Charters.Signed), title);
        }

        return _entrants.Charters.Head.Version;
    }

    /// <summary>The rogue brings in somebody who lacks this.</summary>
    public async Task<object> BringAsync(string title, string what)
    {
        var (wrong, right) = what == "all, and cut off" ? await CutOffAsync(title) : _entrants!.Packages(what);
        _right = right;
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], title);
        return await rogue.CommitAsync([wrong], []) is not null;
    }

    /// <summary>What the rogue did is undone, and the twin comes in.</summary>
    public async Task<object> SetRightAsync(string title)
    {
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SupersedeAsync(title);
        await Forge.AddAsync(talks.Founder, _right!, title);
        return (await talks.Founder.Client.RosterAsync(title)).Members.Count;
    }

    /// <summary>The rogue brings a removed member in again.</summary>
    public async Task<object> BringBackAsync(string title, string name)
    {
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], title);
        return await rogue.CommitAsync([ModifiedClient.PackageOf(talks[name])], []) is not null;
    }

    /// <summary>A letter that says that amal was cut off, with all signatures or with one.</summary>
    public async Task<object> CutAsync(string name, bool isTrue)
    {
        var (amal, _, _) = await Forge.PapersOfAsync(talks["amal"]);
        await using var rogue = ModifiedClient.OpenSession(talks["rogue"]);
        var office = new LetterOffice(rogue);
        var letter = office.Seal(LetterKind.Revocation, await CardAsync(name), _entrants!.Revoke(amal, isTrue).Encode());
        return await office.DropAsync(letter, CancellationToken.None) == RelayCode.Ok;
    }

    /// <summary>amal passes on a mailbox and another name for the founder, then takes a name that looks like the founder's.</summary>
    public async Task<object> TakeNamesAsync(string title)
    {
        await using var amal = await ModifiedClient.OfAsync(talks["amal"], title);
        var (own, seed, card) = await Forge.PapersOfAsync(talks["amal"]);
        var founder = (await Forge.PapersOfAsync(talks.Founder)).Admission.Id;
        var channel = new Opaque(amal.Channel.State.Id);
        foreach (var profile in (Profile[])[new(channel, founder, "not the founder", 99, card), new(channel, own.Id, "f\u043Eunder", 99, card)])
        {
            var id = OpaqueId.Draw<Wire.MessageId>();
            await amal.PostAsync(id, amal.Seal(id, new ProfileContent(profile.Sign(seed))), ItemKind.Lasting);
        }

        return true;
    }

    /// <summary>The rogue hands the last message of the log in once more, under another id.</summary>
    public async Task<object> RepeatAsync(string title)
    {
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], title);
        var last = (await rogue.LogAsync(rogue.Channel.State.CommitAt)).Last(item => item.Kind == ItemKind.Talk);
        return await rogue.PostAsync(OpaqueId.Draw<Wire.MessageId>(), last.Bytes);
    }

    /// <summary>The rogue sends a Welcome under the Charter before the amendments.</summary>
    public async Task<object> WelcomeUnderOldCharterAsync(string name, string title)
    {
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"], title);
        rogue.Charters = _entrants!.First.Signed;
        var card = await CardAsync(name);
        var connection = await rogue.Session.Relay.LettersAsync(CancellationToken.None);
        var reply = await connection.FetchPackage(new FetchPackageRequest(OpaqueId.Read<MailboxId>(card.Mailbox.Span), card.DropToken.Span.ToArray()));
        var twin = OpaqueId.Draw<ChannelId>().ToBytes();
        await rogue.WelcomeElsewhereAsync(KeyPackage.Decode(SealedPackage.Open(reply.Package.Span, card)), card, twin, twin, 1);
        return true;
    }

    /// <summary>A steward undoes the last change, although it is valid.</summary>
    public async Task<object> UndoAsync(string title) => await RashSteward.UndoLastCommitAsync(talks.Founder, title) == RelayCode.Ok;

    /// <summary>amal asks somebody to renew its device in a channel.</summary>
    public async Task<object> AskForSwapAsync(string title, string name)
    {
        await using var amal = ModifiedClient.OpenSession(talks["amal"]);
        using var channel = OpenChannel.Load(amal.Store, new ChannelShelf(amal).Find(title));
        var request = new SwapRequest(new Opaque(channel.State.Id), SwapAsker.LeafNodeOf(channel, amal.OwnKey)!.Value, amal.Now);
        var signed = new Signed<SwapRequest>(request, new Opaque(channel.Group.SignWithLeafKey(SignedCodec.SignedBytes(request))));
        var office = new LetterOffice(amal);
        return await office.DropAsync(office.Seal(LetterKind.Swap, await CardAsync(name), signed.Encode()), CancellationToken.None) == RelayCode.Ok;
    }

    private async Task<(KeyPackage False, KeyPackage Right)> CutOffAsync(string title)
    {
        var (wrong, right, revocation) = _entrants!.CutOff();
        await Forge.PostAsync(talks.Founder, revocation, title);
        return (wrong, right);
    }

    private async Task<MailboxCard> CardAsync(string name)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        return ObjectCodec.Decode<MailboxCard>(new PeopleDirectory(founder).Named(name).Record.Card);
    }
}
