using System.Security.Cryptography;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Founding;

/// <summary>Version 1 of the Charter and the admissions of all founders as one paper: what is proposed, whether it may be signed, and what follows when all have.</summary>
internal static class FoundingPaper
{
    /// <summary>The paper that asks all founders for their signatures.</summary>
    /// <param name="session">The first founder's device.</param>
    /// <param name="json">An edited draft; null for the Charter as it was planned.</param>
    /// <param name="note">For the others.</param>
    /// <exception cref="DialogueException">Somebody or something is missing.</exception>
    internal static PaperDraft Draw(DeviceSession session, string? json, string note)
    {
        var desk = new FoundingDesk(session);
        var planned = desk.Draft();
        if (CharterPapers.Open(session) is { } open)
        {
            throw new DialogueException(
                DialogueError.NotReady, $"the Charter waits for signatures already, as paper {open.ShortId}", $"to propose another, withdraw it first: dialogue withdraw {open.ShortId}");
        }

        var founders = desk.Contacts();
        var charter = json is null ? planned : new DraftReader(Find).Apply(CharterFile.Read(json), planned);
        if (charter.Title != planned.Title || !charter.Officers.ToHashSet().SetEquals(planned.Officers))
        {
            throw new DialogueException(
                DialogueError.BadInput,
                "title and officers of the first version are those that the founders' links named",
                "write them as 'dialogue charter draft FILE' does, or invite a founder again with the right side and role");
        }

        return Of(session, charter, founders, note);

        DeviceKey? Find(string name) => NameRules.AreSame(session.Device.Name, name)
            ? session.OwnKey
            : founders.FirstOrDefault(one => NameRules.AreSame(one.Name, name))?.Device;
    }

    /// <summary>A version 1 with an admission for each of its officers.</summary>
    internal static PaperDraft Of(DeviceSession session, Charter charter, IReadOnlyList<Contact> founders, string note)
    {
        var admissions = charter.Officers.Select(officer => new Admission(
            new DialogueId(charter.Id.Value),
            charter.Id,
            new PersonTag(new Opaque(RandomNumberGenerator.GetBytes(PersonTag.Bytes))),
            officer.Key,
            officer.Party,
            officer.Roles,
            session.Now,
            session.Now.Plus(Founder.AdmissionHours)));
        return new PaperDraft(
            PaperKind.Charter,
            [PaperObject.Of(new CoSigned<Charter>(charter, [])), .. admissions.Select(body => PaperObject.Of(new CoSigned<Admission>(body, [])))])
        {
            About = founders,
            Note = note,
        };
    }

    /// <summary>Judges it on a founder's device.</summary>
    internal static PaperRefusal Judge(DeviceSession session, Paper paper)
    {
        var charter = paper.All<Charter>()[0].Body;
        if (session.Device.Stage != Stage.Gathering)
        {
            return PaperRefusal.AnotherDialogue;
        }

        if (session.Device.FoundingAnswer is { } answer)
        {
            var link = FoundingLink.ParseLink(answer.Link);
            if (paper.Proposer != link.Inviter)
            {
                return PaperRefusal.NoSay;
            }

            if (CharterPapers.Open(session) is { } open && open.Id != paper.Id)
            {
                session.Alarms.Add("the first founder sent a second Charter and has not withdrawn the first: compare the digits with everybody before you sign");
            }

            if (!FoundingRules.KeepsTheLink(charter, link, session.OwnKey))
            {
                return PaperRefusal.AgainstTheRules;
            }
        }

        var bodies = paper.All<Admission>().Select(one => one.Body).ToArray();
        IReadOnlyList<Contact> contacts = paper.Proposer == session.OwnKey ? [.. new FoundingDesk(session).Contacts(), Own(session)] : paper.Contacts;
        return FoundingRules.HangTogether(charter, bodies, contacts, session.Now) ? PaperRefusal.None : PaperRefusal.AgainstTheRules;
    }

    /// <summary>Whether all founders have signed Charter and admissions.</summary>
    internal static bool IsMet(Paper paper) => Chain(paper) is { } chain
        && paper.All<Admission>().All(one => AdmissionRules.CheckSignatures(one, chain) == AdmissionRefusal.None);

    /// <summary>Every founder's device assembles the chain and the own admission by itself.</summary>
    internal static void Complete(DeviceSession session, StoreWriter writer, Paper paper)
    {
        var chain = Chain(paper)!;
        foreach (var admission in paper.All<Admission>())
        {
            if (admission.Body.Device == session.OwnKey)
            {
                session.Save(writer, session.Device with
                {
                    Stage = Stage.Admitted,
                    Charters = chain.Signed.Encode(),
                    Admission = admission.Encode(),
                    AcceptedCharter = chain.HeadId.Value.ToArray(),
                    Plan = null,
                    FoundingAnswer = null,
                });
                continue;
            }

            var contact = paper.Contacts.First(one => one.Device == admission.Body.Device);
            LocalRecord.Put(writer, Bucket.People, admission.Id.Value.Span, new Admissions.StoredPerson(admission.Encode(), contact.Card.Encode(), contact.Name)
            {
                AcceptedAt = session.Now.Value,
                AcceptedCharter = chain.HeadId.Value.ToArray(),
            });
        }

        writer.Clear(Bucket.Founders);
        writer.Clear(Bucket.FoundingLinks);
        session.Notices.Add($"{chain.Head.Title}: all founders have signed the Charter; you are admitted");
    }

    /// <summary>Tells of founders who signed something else than what this device has: their letters name a paper that never came.</summary>
    internal static void WatchOthers(DeviceSession session)
    {
        if (session.Device.Stage != Stage.Gathering || CharterPapers.Open(session) is not { } paper)
        {
            return;
        }

        var officers = paper.All<Charter>()[0].Body.Officers;
        foreach (var (_, letter) in new EarlyLetters(session).All().Where(one => one.Letter.LetterKind == LetterKind.Countersignature))
        {
            if (officers.Any(officer => officer.Key == letter.Device) && ObjectCodec.Decode<Countersignature>(letter.Body).Paper != paper.Id)
            {
                session.Alarms.Add(
                    $"{new Admissions.AddressBook(session).NameOf(letter.Device, paper.Contacts)} has signed another Charter than the one on this device: "
                    + "compare the digits with everybody before you sign");
            }
        }
    }

    private static Contact Own(DeviceSession session) => new(session.OwnKey, session.Device.Mailbox.Card, session.Device.Name);

    private static CharterChain? Chain(Paper paper) =>
        new SignedCharterChain(paper.All<Charter>()).Verify(out var chain) == CharterRefusal.None ? chain : null;
}
