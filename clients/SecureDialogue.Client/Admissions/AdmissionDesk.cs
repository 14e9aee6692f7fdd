using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
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
    private const uint AdmissionHours = 400 * 24;
    private readonly LetterOffice _letters = new(session);

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

        var all = All();
        if (all.Any(other => other.Id.AsSpan().SequenceEqual(request.Id.Value.Span)))
        {
            return;
        }

        var others = all.Where(other => other.Record.Invitation.AsSpan().SequenceEqual(key)).ToArray();
        var doubt = others.Length > 0 || request.Card is null;
        foreach (var (id, other) in others.Where(other => other.Record.State == RequestState.Waiting))
        {
            LocalRecord.Put(writer, Bucket.Requests, id, other with { State = RequestState.InDoubt });
        }

        var nonce = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var record = new StoredRequest(signed.Encode(), key, nonce, doubt ? RequestState.InDoubt : RequestState.Waiting);
        LocalRecord.Put(writer, Bucket.Requests, request.Id.Value.Span, record);
        if (request.Card is { } card)
        {
            _letters.Write(writer, LetterKind.Reply, card, new RequestReply(request.Id, new Opaque(nonce), session.Charters!.Signed).Encode());
        }

        (doubt ? session.Alarms : session.Notices).Add(doubt
            ? $"{request.Name} asks on a link that another device used too: both are in doubt, admit neither"
            : $"{request.Name} asks to be admitted");
    }

    /// <summary>The Charter was accepted by signature.</summary>
    internal void Accepted(StoreWriter writer, Trust.Letter letter)
    {
        var signed = SignedCodec.DecodeSigned<CharterAcceptance>(letter.Body.Span);
        TrustFields.Require(signed.IsBy(letter.Sender) && signed.Body.Device == letter.Sender, "an acceptance by somebody else");
        TrustFields.Require(session.Charters is { } charters && charters.Find(signed.Body.Charter) is not null, "an acceptance of another Charter");
        foreach (var (id, person) in new PeopleDirectory(session).All().Where(one => one.Admission.Body.Device == letter.Sender).Select(one => (one.Id, one.Record)))
        {
            LocalRecord.Put(writer, Bucket.People, id, person with { AcceptedAt = signed.Body.Hour.Value });
        }
    }

    /// <summary>Who waits and who is in doubt, oldest first.</summary>
    internal IReadOnlyList<PendingRequest> Pending() => [.. All()
        .Where(one => one.Record.State is RequestState.Waiting or RequestState.InDoubt)
        .Select(View)
        .OrderBy(request => request.AskedAt)];

    /// <summary>The officer's digits for a request.</summary>
    internal DigitsView DigitsOf(string requestId)
    {
        var (_, record) = Find(requestId);
        var request = Body(record);
        var groups = Digits.Compute(request.Dialogue, request.Id, new Opaque(record.Nonce));
        return new DigitsView(string.Join(' ', groups), request.Name, new Dictionary<string, string>());
    }

    /// <summary>Signs the admission and sends it.</summary>
    internal PendingRequest Admit(string requestId)
    {
        var (id, record) = Find(requestId);
        var request = Body(record);
        RequireAdmissible(record, request);
        var invitation = LocalRecord.Decode<StoredInvitation>(session.Store.Get(Bucket.Invitations, record.Invitation)!);
        var charters = session.Charters!;
        var admission = new Admission(
            charters.Dialogue,
            charters.HeadId,
            new PersonTag(new Opaque(RandomNumberGenerator.GetBytes(PersonTag.Bytes))),
            request.Device,
            invitation.Party is { } party ? PartyCode.Parse(party) : null,
            (Roles)invitation.Roles,
            session.Now,
            session.Now.Plus(AdmissionHours)).CoSign(session.Device.DeviceSeed);
        var granted = new AdmissionGranted(request.Id, admission, charters.Signed);
        session.Store.Write(writer =>
        {
            LocalRecord.Put(writer, Bucket.Requests, id, record with { State = RequestState.Admitted });
            var person = new StoredPerson(admission.Encode(), request.Card!.Encode(), request.Name);
            LocalRecord.Put(writer, Bucket.People, admission.Id.Value.Span, person);
            _letters.Write(writer, LetterKind.Admission, request.Card!, granted.Encode());
        });
        return View((id, record));
    }

    /// <summary>Declines and tells the applicant why.</summary>
    internal PendingRequest Decline(string requestId, string reason)
    {
        var (id, record) = Find(requestId);
        var request = Body(record);
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

    private void RequireAdmissible(StoredRequest record, JoinRequest request)
    {
        if (record.State == RequestState.InDoubt)
        {
            throw new DialogueException(
                DialogueError.InDoubt,
                $"{request.Name} cannot be admitted: two devices used the same link",
                "decline both, find out whose hands the link was in, and invite again");
        }

        var taken = new PeopleDirectory(session).All().Select(person => person.Record.Name).Append(session.Device.Name);
        if (NameRules.Check(request.Name, taken) != NameRefusal.None)
        {
            throw new DialogueException(
                DialogueError.BadInput, "somebody in this dialogue has the same name", "decline the request and ask the person to choose another name");
        }
    }

    private (byte[] Id, StoredRequest Record) Find(string requestId)
    {
        var open = All().Where(one => one.Record.State is RequestState.Waiting or RequestState.InDoubt);
        var found = open.Where(one => requestId.Length > 0 && ShortId.Matches(one.Id, requestId)).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new DialogueException(DialogueError.NotFound, "there is no such request", "see who asks with 'dialogue requests'");
    }

    private List<(byte[] Id, StoredRequest Record)> All() =>
        [.. session.Store.List(Bucket.Requests).Select(entry => (entry.Key.ToArray(), LocalRecord.Decode<StoredRequest>(entry.Value.ToArray())))];

    private PendingRequest View((byte[] Id, StoredRequest Record) one)
    {
        var request = Body(one.Record);
        var invitation = LocalRecord.Decode<StoredInvitation>(session.Store.Get(Bucket.Invitations, one.Record.Invitation)!);
        return new PendingRequest(
            ShortId.Of(one.Id),
            request.Name,
            invitation.Party ?? string.Empty,
            RoleWords.Of((Roles)invitation.Roles),
            request.Hour.ToTime(),
            one.Record.State == RequestState.InDoubt);
    }

    private static JoinRequest Body(StoredRequest record) => SignedCodec.DecodeSigned<JoinRequest>(record.Request).Body;
}
