using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Admissions;

/// <summary>
/// The officer's desk: requests come in, the digits are compared face to face or by voice, then the officer signs. A link that two
/// devices used admits neither.
/// </summary>
internal sealed class AdmissionDesk(DeviceSession session)
{
    private readonly LetterOffice _letters = new(session);
    private readonly RequestShelf _shelf = new(session);

    /// <summary>A request came: it carries the secret of an invitation made here that has not expired.</summary>
    internal void Requested(StoreWriter writer, Trust.Letter letter)
    {
        var signed = SignedCodec.DecodeSigned<JoinRequest>(letter.Body.Span);
        var request = signed.Body;
        TrustFields.Require(signed.IsBy(request.Device) && letter.Sender == request.Device, "a request that its device did not sign");
        var key = SHA256.HashData(request.Secret.Span);
        var invitation = session.Store.Get(Bucket.Invitations, key) is { } bytes ? LocalRecord.Decode<StoredInvitation>(bytes) : null;
        TrustFields.Require(invitation is not null, "a request without an invitation");
        TrustFields.Require(request.Invitation.Value.Span.SequenceEqual(invitation!.Id), "a request for another invitation");
        if (request.Hour.Value >= invitation.ExpiresAt || session.Now.Value >= invitation.ExpiresAt + 24)
        {
            session.Alarms.Add($"{request.Name} asked on a link that has expired; the request was not taken");
            return;
        }

        var all = _shelf.All();
        if (all.Any(other => other.Id.AsSpan().SequenceEqual(request.Id.Value.Span)))
        {
            return;
        }

        var others = all.Where(other => other.Record.Invitation.AsSpan().SequenceEqual(key)).ToArray();
        var doubt = others.Length > 0 || request.Card is null;
        foreach (var other in others)
        {
            Stop(writer, other, RequestState.InDoubt);
        }

        var nonce = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var record = new StoredRequest(signed.Encode(), key, nonce, doubt ? RequestState.InDoubt : RequestState.Waiting);
        LocalRecord.Put(writer, Bucket.Requests, request.Id.Value.Span, record);
        if (request.Card is { } card)
        {
            _letters.Write(writer, LetterKind.Reply, card, new RequestReply(request.Id, new Opaque(nonce), session.Charters!.Signed).Encode());
        }

        var asks = invitation.Earlier is null ? "asks to be admitted" : "asks with a further device";
        (doubt ? session.Alarms : session.Notices).Add(doubt
            ? $"{request.Name} asks on a link that another device used too: both are in doubt, admit neither"
            : $"{request.Name} {asks}");
    }

    /// <summary>The Charter was accepted by signature.</summary>
    internal void Accepted(StoreWriter writer, Trust.Letter letter)
    {
        var signed = SignedCodec.DecodeSigned<CharterAcceptance>(letter.Body.Span);
        TrustFields.Require(signed.IsBy(letter.Sender) && signed.Body.Device == letter.Sender, "an acceptance by somebody else");
        TrustFields.Require(session.Charters is { } charters && charters.Find(signed.Body.Charter) is not null, "an acceptance of another Charter");
        foreach (var (id, person) in new PeopleDirectory(session).All().Where(one => one.Admission.Body.Device == letter.Sender).Select(one => (one.Id, one.Record)))
        {
            LocalRecord.Put(writer, Bucket.People, id, person with
            {
                AcceptedAt = signed.Body.Hour.Value,
                AcceptedCharter = signed.Body.Charter.Value.ToArray(),
            });
        }
    }

    /// <summary>The applicant's digits differ. Of a request that never came here another device holds the link, and asked in its place.</summary>
    internal void Differed(StoreWriter writer, Trust.Letter letter)
    {
        var told = ObjectCodec.Decode<DigitsDiffer>(letter.Body.Span);
        var key = SHA256.HashData(told.Secret.Span);
        TrustFields.Require(session.Store.Get(Bucket.Invitations, key) is not null, "digits of no link that was made here");
        var asked = _shelf.All().Where(one => one.Record.Invitation.AsSpan().SequenceEqual(key)).ToArray();
        var own = asked.Where(one => told.Request.Value.Span.SequenceEqual(one.Id)).Select(one => RequestShelf.Body(one.Record)).FirstOrDefault();
        TrustFields.Require(own is null || own.Device == letter.Sender, "digits of another device");
        foreach (var one in asked)
        {
            Stop(writer, one, own is null ? RequestState.InDoubt : RequestState.Differ);
        }

        session.Alarms.Add(own is null
            ? "somebody's digits differ, and that request never came: another device asked on the same link; admit nobody on it"
            : $"the digits differ on the screen of {own.Name}: sign nothing, and find out by another way why; who was admitted on them is to be cut off");
    }

    /// <summary>The digits differ on the officer's own screen, or are to be compared again.</summary>
    internal void Compare(string requestId, bool differ)
    {
        var asked = _shelf.Named(requestId);
        session.Store.Write(writer =>
        {
            if (differ)
            {
                Stop(writer, asked, RequestState.Differ);
            }
            else if (asked.Record.State == RequestState.Differ)
            {
                LocalRecord.Put(writer, Bucket.Requests, asked.Id, asked.Record with { State = RequestState.Waiting });
            }
        });
    }

    /// <summary>Who waits and who is in doubt, oldest first.</summary>
    internal IReadOnlyList<PendingRequest> Pending() => [.. _shelf.All()
        .Where(one => RequestShelf.IsOpen(one.Record))
        .Select(View)
        .OrderBy(request => request.AskedAt)];

    /// <summary>The officer's digits for a request.</summary>
    internal DigitsView DigitsOf(string requestId)
    {
        var (_, record) = _shelf.Named(requestId);
        var request = RequestShelf.Body(record);
        var groups = Digits.Compute(request.Dialogue, request.Id, new Opaque(record.Nonce));
        return new DigitsView(string.Join(' ', groups), request.Name, new Dictionary<string, string>());
    }

    /// <summary>Proposes the admission to everybody whose signature the Charter asks for; where the own is enough the applicant gets it at once.</summary>
    internal PendingRequest Admit(string requestId, AdmissionTerms terms)
    {
        var (id, record) = _shelf.Named(requestId);
        var request = RequestShelf.Body(record);
        RequireCertain(record, request);
        terms.RequireCounsel();
        var invitation = InvitationOf(record);
        var admission = invitation.Earlier is null
            ? NewPerson(invitation, request, terms)
            : FurtherDevice.Of(session, invitation, request, terms);
        return View((id, Propose((id, record), request, admission, terms)));
    }

    /// <summary>Declines and tells the applicant why.</summary>
    internal PendingRequest Decline(string requestId, string reason)
    {
        var (id, record) = _shelf.Named(requestId);
        var request = RequestShelf.Body(record);
        session.Store.Write(writer =>
        {
            LocalRecord.Put(writer, Bucket.Requests, id, record with { State = RequestState.Declined });
            if (request.Card is { } card)
            {
                _letters.Write(writer, LetterKind.Declined, card, new RequestDeclined(request.Id, reason).Encode());
            }
        });
        return View((id, record));
    }

    private Admission NewPerson(StoredInvitation invitation, JoinRequest request, AdmissionTerms terms)
    {
        var charters = session.Charters!;
        var officer = charters.Head.FindOfficer(session.OwnKey)
            ?? throw new DialogueException(DialogueError.NotAllowed, "only an officer of the Charter may admit", "ask an organizer");
        PartyCode? party = invitation.Party is { } code ? PartyCode.Parse(code) : null;
        return new Admission(
            charters.Dialogue,
            charters.HeadId,
            new PersonTag(new Opaque(RandomNumberGenerator.GetBytes(PersonTag.Bytes))),
            request.Device,
            party,
            (Roles)invitation.Roles,
            terms.NotBefore(session.Now, charters, officer, party),
            terms.End(session.Now));
    }

    private StoredRequest Propose((byte[] Id, StoredRequest Record) asked, JoinRequest request, Admission admission, AdmissionTerms terms)
    {
        var draft = new PaperDraft(PaperKind.Admission, [PaperObject.Of(new CoSigned<Admission>(admission, []))])
        {
            About = [new Contact(request.Device, request.Card!, request.Name)],
            Note = terms.Note,
            Checklist = terms.Checklist,
        };
        var next = asked.Record with { State = RequestState.Proposed, Paper = admission.Id.Value.ToArray() };
        Faults.Pass(FaultPoint.BeforePaperPersist);
        session.Store.Write(writer =>
        {
            LocalRecord.Put(writer, Bucket.Requests, asked.Id, next);
            var paper = new PaperDesk(session).Propose(writer, draft);
            next = next with { State = paper.State == PaperState.Complete ? RequestState.Admitted : RequestState.Proposed };
        });
        Faults.Pass(FaultPoint.AfterPaperPersist);
        return next;
    }

    /// <summary>Two devices used one link, or the digits differ: what was proposed is taken back before anybody else signs.</summary>
    private void Stop(StoreWriter writer, (byte[] Id, StoredRequest Record) asked, RequestState state)
    {
        var (id, record) = asked;
        if (record.State == RequestState.InDoubt || !(RequestShelf.IsOpen(record) || record.State == RequestState.Proposed))
        {
            return;
        }

        if (record is { State: RequestState.Proposed, Paper: { } paper })
        {
            var why = state == RequestState.Differ ? RemarkKind.DigitsDiffer : RemarkKind.Withdrawn;
            new PaperDesk(session).TakeBack(writer, new ObjectHash(new Opaque(paper)), why);
        }

        LocalRecord.Put(writer, Bucket.Requests, id, record with { State = state, Paper = null });
    }

    private static void RequireCertain(StoredRequest record, JoinRequest request)
    {
        if (record.State == RequestState.InDoubt)
        {
            throw new DialogueException(
                DialogueError.InDoubt,
                $"{request.Name} cannot be admitted: two devices used the same link",
                "decline both, find out whose hands the link was in, and invite again");
        }

        if (record.State == RequestState.Differ)
        {
            throw new DialogueException(
                DialogueError.NotReady,
                $"{request.Name} cannot be admitted: the digits differed",
                "find out by another way why; only then 'dialogue digits ID --again', or decline");
        }
    }

    private StoredInvitation InvitationOf(StoredRequest record) =>
        LocalRecord.Decode<StoredInvitation>(session.Store.Get(Bucket.Invitations, record.Invitation)!);

    private PendingRequest View((byte[] Id, StoredRequest Record) one)
    {
        var request = RequestShelf.Body(one.Record);
        var invitation = InvitationOf(one.Record);
        return new PendingRequest(
            ShortId.Of(one.Id),
            request.Name,
            invitation.Party ?? string.Empty,
            RoleWords.Of((Roles)invitation.Roles),
            request.Hour.ToTime(),
            one.Record.State == RequestState.InDoubt)
        {
            ForDevice = invitation.Earlier is not null,
            Differs = one.Record.State == RequestState.Differ,
            Paper = one.Record is { State: RequestState.Proposed, Paper: { } paper } ? ShortId.Of(paper) : string.Empty,
        };
    }
}
