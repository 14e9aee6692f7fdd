using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Scene;

/// <summary>
/// What is done to a browser that is an officer, and to one that asks: three sign, the founder as facilitator, amal for the coast side and the
/// browser for the hill side. What is wrong is sent by the changed device of one of them; beside it all work with honest ones.
/// </summary>
internal sealed class OfficerAttacks(HostileTalks talks)
{
    private Participant? _asked;

    /// <summary>An amendment makes amal and the browser officers.</summary>
    public async Task<object> AppointAsync(string title, string name)
    {
        var keys = new[] { (await Forge.PapersOfAsync(talks["amal"])).Admission.Body.Device, (await PersonAsync(name)).Admission.Body.Device };
        var chain = await Forge.AmendAsync(talks.Founder, charter => charter with
        {
            Officers =
            [
                .. charter.Officers
                    .Append(new Officer(keys[0], PartyCode.Parse("coast"), Roles.Organizer))
                    .Append(new Officer(keys[1], PartyCode.Parse("hill"), Roles.Organizer))
                    .OrderBy(one => one.Key.Value),
            ],
            AdmissionRule = SignatureRule.OrganizerOfEachPartyAndFacilitator,
            DeviceRule = SignatureRule.TwoWhoKnowThePerson,
        });
        await Forge.PostAsync(talks.Founder, new CharterContent(chain), title);
        await talks.Talks.SyncAllAsync();
        await talks.Talks.SyncAllAsync();
        return chain.Versions.Count;
    }

    /// <summary>The host sends an admission that does not hold to somebody who asks.</summary>
    public async Task<object> GrantAsync(string name, string how)
    {
        var (like, founder, _) = await Forge.PapersOfAsync(talks.Founder);
        var amal = (await Forge.PapersOfAsync(talks["amal"])).Seed;
        await using var host = ModifiedClient.OpenSession(talks.Founder);
        var charters = host.Charters!;
        var first = charters.UpTo(charters.Signed.Versions[0].Id)!;
        var request = new RequestShelf(host).All().Select(one => RequestShelf.Body(one.Record)).Last(one => one.Name == name);
        var body = like.Body with { Device = request.Device, Person = Forge.Person(), Roles = Roles.Participant };
        var granted = how switch
        {
            "with two of three signatures" => Granted(charters, founder, amal),
            // Under the first version the founder's signature was enough.
            "under the Charter before" => Granted(first, founder),
            _ => throw new ArgumentException("no such admission", nameof(how)),
        };
        return await DropAsync(host, LetterKind.Admission, request.Card!, granted.Encode());

        AdmissionGranted Granted(CharterChain chain, params byte[][] signers) => new(
            request.Id,
            signers.Aggregate(new CoSigned<Admission>(body with { Charter = chain.HeadId }, []), (admission, seed) => admission.CoSign(seed)),
            chain.Signed);
    }

    /// <summary>Somebody sends the browser a proposal that does not count.</summary>
    public async Task<object> ProposeAsync(string name, string how)
    {
        var founder = await Forge.PapersOfAsync(talks.Founder);
        await using var host = ModifiedClient.OpenSession(talks.Founder);
        await using var rogue = ModifiedClient.OpenSession(talks["rogue"]);
        var charters = host.Charters!;
        var (sender, admission) = how switch
        {
            "by one without a say" => (rogue, Admit(body => body, (await Forge.PapersOfAsync(talks["rogue"])).Seed)),
            "of another dialogue" => (host, Admit(body => body with { Dialogue = new DialogueId(new Opaque(new byte[32])) }, founder.Seed)),
            "under the Charter before" => (host, Admit(body => body with { Charter = charters.Signed.Versions[0].Id }, founder.Seed)),
            "changed after it was signed" => (host, Changed(Admit(body => body, founder.Seed))),
            _ => throw new ArgumentException("no such proposal", nameof(how)),
        };
        var contact = new Contact(admission.Body.Device, founder.Card, "newcomer");
        var proposal = new Proposal(PaperKind.Admission, [new Opaque(admission.Encode())], [contact], string.Empty, null, host.Now);
        return await DropAsync(sender, LetterKind.Proposal, (await PersonAsync(name)).Card, proposal.Encode());

        CoSigned<Admission> Admit(Func<Admission, Admission> change, byte[] signer) => Forge.Admit(founder, charters, change, signer).Admission;

        static CoSigned<Admission> Changed(CoSigned<Admission> signed) => signed with { Body = signed.Body with { Roles = Roles.Facilitator } };
    }

    /// <summary>amal's signature under another admission is passed off as one under the paper that waits.</summary>
    public async Task<object> SwapSignatureAsync(string name)
    {
        var (like, seed, card) = await Forge.PapersOfAsync(talks["amal"]);
        await using var amal = ModifiedClient.OpenSession(talks["amal"]);
        var waiting = new PaperShelf(amal).All().Last(paper => paper.State == PaperState.Open);
        var other = Forge.Admit((like, seed, card), amal.Charters!, body => body).Admission;
        var swapped = new Countersignature(waiting.Id, [PaperObject.Of(other).SignBy(seed)]);
        return await DropAsync(amal, LetterKind.Countersignature, (await PersonAsync(name)).Card, swapped.Encode());
    }

    /// <summary>Somebody with an honest device proposes to admit whoever asks there.</summary>
    public async Task<object> ProposeTrulyAsync(string host, string name)
    {
        var request = (await talks[host].Client.RequestsAsync()).SingleOrDefault(one => one.Name == name);
        return request is not null && (await talks[host].Client.AdmitAsync(request.Id, new AdmissionOptions { WindowHours = 0 })).Paper.Length > 0;
    }

    /// <summary>Whether the founder has somebody's request, and answers it.</summary>
    public async Task<object> AsksAsync(string name) => (await talks.Founder.Client.RequestsAsync()).Any(one => one.Name == name);

    /// <summary>Somebody with an honest device signs all that waits there.</summary>
    public async Task<object> SignAsync(string name)
    {
        var waiting = (await talks[name].Client.PapersAsync()).Where(paper => paper.State == "open" && paper.Missing.Any(one => one.StartsWith(name, StringComparison.Ordinal))).ToArray();
        foreach (var paper in waiting)
        {
            await talks[name].Client.SignAsync(paper.Id);
        }

        return waiting.Length;
    }

    /// <summary>The links that amal makes: for a person, and for a further device of amal's.</summary>
    public async Task<object> LinksAsync()
    {
        await talks.Founder.SyncAsync();
        var amal = talks["amal"].Client;
        await amal.SyncAsync();
        return new[]
        {
            (await amal.InviteAsync("participant", "hill", TimeSpan.FromHours(1))).Link,
            (await amal.LinkDeviceAsync(TimeSpan.FromHours(1))).Link,
        };
    }

    /// <summary>A link for a device, prolonged by somebody else than who made it.</summary>
    public static object Prolonged(string link)
    {
        var honest = DeviceLink.ParseLink(link);
        return (honest with { ExpiresAt = honest.ExpiresAt.Plus(100) }).ToLink(Forge.Seed());
    }

    /// <summary>Somebody asks with a link.</summary>
    public async Task<object> UseAsync(string link, string name, string home)
    {
        var directory = talks.Talks.NewHome(home);
        var options = Participant.Options(directory);
        var client = await (link.Contains("#device=", StringComparison.Ordinal)
            ? DialogueClient.JoinDeviceAsync(link, name, options)
            : DialogueClient.JoinAsync(link, name, options));
        _asked = new Participant(name, directory, client);
        talks.Talks.Own(_asked);
        return true;
    }

    /// <summary>The founder says that somebody's device is to be cut off.</summary>
    public async Task<object> CutAsync(string name) => (await talks.Founder.Client.CutAsync(name, null, false, "The phone was taken")).Paper;

    /// <summary>Two who may cut off somebody of the coast side say so, in this dialogue or in another one.</summary>
    public async Task<object> TellCutAsync(string name, bool isTrue)
    {
        var founder = await Forge.PapersOfAsync(talks.Founder);
        var amal = (await Forge.PapersOfAsync(talks["amal"])).Seed;
        await using var host = ModifiedClient.OpenSession(talks.Founder);
        var charters = host.Charters!;
        var first = charters.Signed.Versions[0].Id;
        var target = Forge.Admit(founder, charters, body => body with { Charter = first, Party = PartyCode.Parse("coast") }, founder.Seed).Admission;
        var dialogue = isTrue ? charters.Dialogue : new DialogueId(new Opaque(new byte[32]));
        var signed = new CoSigned<Revocation>(new Revocation(dialogue, charters.HeadId, target, false, host.Now), []).CoSign(founder.Seed).CoSign(amal);
        return await DropAsync(host, LetterKind.Revocation, (await PersonAsync(name)).Card, new RevocationContent(signed).Encode());
    }

    /// <summary>The founder's link for amal, who returns with a new device and asks.</summary>
    public async Task<object> ReturnAsync()
    {
        await UseAsync((await talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1))).Link, "amal", "returned");
        return await ProposeTrulyAsync("founder", "amal");
    }

    /// <summary>The device that asked last and the founder do what is to be done; how the device stands.</summary>
    public async Task<object> SettleAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await talks.Founder.SyncAsync();
            await _asked!.SyncAsync();
        }

        return (await _asked!.Client.StatusAsync()).Stage;
    }

    /// <summary>It says something.</summary>
    public async Task<object> SayAsync(string title, string text) => !(await _asked!.Client.SendAsync(title, text)).Waiting;

    private static async Task<bool> DropAsync(DeviceSession sender, LetterKind kind, MailboxCard to, byte[] body)
    {
        var office = new LetterOffice(sender);
        return await office.DropAsync(office.Seal(kind, to, body), CancellationToken.None) == RelayCode.Ok;
    }

    private async Task<(CoSigned<Admission> Admission, MailboxCard Card)> PersonAsync(string name)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        var (record, admission) = new PeopleDirectory(founder).Named(name);
        return (admission, ObjectCodec.Decode<MailboxCard>(record.Card));
    }
}
