using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Founding;

/// <summary>
/// The first founder's desk while there is no Charter yet: links for the other founders go out, their keys and mailboxes come in. A link that
/// two devices answered puts both in doubt, and nothing can be proposed while one is.
/// </summary>
internal sealed class FoundingDesk(DeviceSession session)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    /// <summary>Mints the pass for another founder's mailbox and signs the link.</summary>
    internal async Task<InvitationView> InviteAsync(Roles roles, PartyCode? party, TimeSpan validFor, CancellationToken cancellation)
    {
        var (plan, management) = RequireGathering();
        if (party is { } code && plan.CharterParties.All(one => one.Code != code))
        {
            throw new DialogueException(
                DialogueError.NotFound, $"the dialogue has no side {code}", $"its sides are: {string.Join(", ", plan.Parties.Select(one => one.Code))}");
        }

        if (validFor <= TimeSpan.Zero || validFor > Longest)
        {
            throw new DialogueException(DialogueError.BadInput, "a link is valid for 1 hour to 60 days", "choose another time with --expires");
        }

        var pass = management.DrawPass(PassKind.Mailbox);
        var secret = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        await new PassMint(session).MintAsync(PassKind.Mailbox, [pass.Pass.Span.ToArray()], cancellation).ConfigureAwait(false);
        var expiresAt = session.Now.Plus((uint)Math.Ceiling(validFor.TotalHours));
        var link = new FoundingLink(
            RelayAddress.Parse(session.Device.Relay),
            new Opaque(session.Device.RelayId),
            session.OwnKey,
            session.Device.Mailbox.Card,
            new SecretBytes(secret),
            pass.Pass,
            pass.CloseMark,
            plan.Title,
            party,
            roles,
            expiresAt);
        var record = new StoredInvitation(link.Id.Value.ToArray(), party?.Value, (int)roles, expiresAt.Value);
        session.Store.Write(writer => LocalRecord.Put(writer, Bucket.FoundingLinks, SHA256.HashData(secret), record));
        return new InvitationView(link.ToLink(session.Device.DeviceSeed), RoleWords.Of(roles), party?.Value ?? string.Empty, expiresAt.ToTime());
    }

    /// <summary>A founder answered: the request carries the secret of a link made here that has not expired.</summary>
    internal void Requested(StoreWriter writer, Trust.Letter letter)
    {
        TrustFields.Require(session.Device is { Stage: Stage.Gathering, Plan: not null }, "a founder's key when none is awaited");
        var signed = SignedCodec.DecodeSigned<FoundingRequest>(letter.Body.Span);
        var request = signed.Body;
        TrustFields.Require(signed.IsBy(request.Device) && letter.Sender == request.Device, "a founder's key that its device did not sign");
        TrustFields.Require(request.Device != session.OwnKey, "the own key as another founder's");
        var key = SHA256.HashData(request.Secret.Span);
        var link = session.Store.Get(Bucket.FoundingLinks, key) is { } bytes ? LocalRecord.Decode<StoredInvitation>(bytes) : null;
        TrustFields.Require(link is not null && request.Link.Value.Span.SequenceEqual(link.Id), "a founder's key without a link");
        TrustFields.Require(request.Hour.Value < link!.ExpiresAt && session.Now.Value < link.ExpiresAt + 24, "a founder's key on an expired link");
        var all = All();
        if (all.Any(other => other.Id.AsSpan().SequenceEqual(request.Id.Value.Span)))
        {
            return;
        }

        var others = all.Where(other => other.Record.Link.AsSpan().SequenceEqual(key)).ToArray();
        var doubt = others.Length > 0 || request.Card is null;
        Array.ForEach(others, other => LocalRecord.Put(writer, Bucket.Founders, other.Id, other.Record with { InDoubt = true }));
        LocalRecord.Put(writer, Bucket.Founders, request.Id.Value.Span, new StoredFounder(signed.Encode(), key, doubt));
        (doubt ? session.Alarms : session.Notices).Add(doubt
            ? $"{request.Name} answered a founder's link that another device used too: both are in doubt, found with neither"
            : $"{request.Name} answered as a founder");
    }

    /// <summary>The founders so far, this device's person first.</summary>
    internal IReadOnlyList<FounderView> Founders()
    {
        var (plan, _) = RequireGathering();
        var own = new FounderView(
            ShortId.Of(session.OwnKey.Value.Span), session.Device.Name, plan.Party ?? string.Empty, RoleWords.List((Roles)plan.Roles), true, false);
        return [own, .. All().Select(View)];
    }

    /// <summary>Takes a founder out again; the link they answered stays used.</summary>
    internal FounderView Drop(string typed)
    {
        RequireGathering();
        var found = All().Where(one => ShortId.Matches(one.Id, typed)).ToArray();
        if (found.Length != 1)
        {
            throw new DialogueException(DialogueError.NotFound, "there is no such founder", "see who answered with 'dialogue founder list'");
        }

        session.Store.Write(writer =>
        {
            writer.Delete(Bucket.Founders, found[0].Id);
            var request = Body(found[0].Record);
            if (request.Card is { } card)
            {
                new LetterOffice(session).Write(writer, LetterKind.Declined, card, new RequestDeclined(request.Id, string.Empty).Encode());
            }
        });
        return View(found[0]);
    }

    /// <summary>Version 1 as the plan and the answers make it; nobody has signed it.</summary>
    /// <exception cref="DialogueException">Somebody is missing or in doubt.</exception>
    internal Charter Draft()
    {
        var (plan, _) = RequireGathering();
        var rules = StandardRules.Parse(plan.Rules);
        var officers = Officers(plan);
        RequireNoDoubt();
        if (officers.Count < rules.LeastOfficers)
        {
            throw new DialogueException(
                DialogueError.NotReady,
                $"the rules {rules.Word} need {rules.LeastOfficers} founders, and {officers.Count} are here",
                "invite the others with 'dialogue founder invite', and see who answered with 'dialogue founder list'");
        }

        var charter = new Charter(
            1,
            null,
            plan.Title,
            plan.CharterParties,
            officers,
            rules.Admission,
            rules.Device,
            rules.Quorum,
            [],
            Regime.Closed,
            Charter.QuickStartRetentionDays,
            (int)LetterSeal.Suite.Id,
            [],
            session.Now);
        CharterCheck.RequireWorkable(charter, "invite those who are missing with 'dialogue founder invite --role ROLE --side CODE'");
        return charter;
    }

    /// <summary>The other founders as a paper names them.</summary>
    internal IReadOnlyList<Contact> Contacts() =>
        [.. All().Select(one => Body(one.Record)).Where(request => request.Card is not null).Select(request => new Contact(request.Device, request.Card!, request.Name))];

    private List<Officer> Officers(FoundingPlan plan)
    {
        var own = new Officer(session.OwnKey, plan.Party is { } code ? PartyCode.Parse(code) : null, (Roles)plan.Roles);
        return [own, .. All().Select(one => (Link: LinkOf(one.Record), Request: Body(one.Record)))
            .OrderBy(one => one.Request.Hour)
            .ThenBy(one => one.Request.Device.Value)
            .Select(one => new Officer(one.Request.Device, one.Link.Party is { } party ? PartyCode.Parse(party) : null, (Roles)one.Link.Roles))];
    }

    private void RequireNoDoubt()
    {
        var all = All();
        if (all.FirstOrDefault(one => one.Record.InDoubt).Record is { } doubtful)
        {
            throw new DialogueException(
                DialogueError.InDoubt,
                $"{Body(doubtful).Name} answered a link that two devices used",
                "drop both with 'dialogue founder drop ID', find out whose hands the link was in, and invite again");
        }

        var names = all.Select(one => Body(one.Record).Name).Append(session.Device.Name).ToArray();
        if (names.Where((name, i) => NameRules.Check(name, names[..i]) != NameRefusal.None).FirstOrDefault() is { } twice)
        {
            throw new DialogueException(
                DialogueError.BadInput, $"two founders call themselves {twice}", "drop one with 'dialogue founder drop ID', and ask for an answer with another name");
        }

        if (all.DistinctBy(one => Body(one.Record).Device).Count() != all.Count)
        {
            throw new DialogueException(
                DialogueError.BadInput, "one device answered two links", "drop one of them with 'dialogue founder drop ID'");
        }
    }

    private (FoundingPlan Plan, Management Management) RequireGathering() =>
        session.Device is { Stage: Stage.Gathering, Plan: { } plan, Management: { } management }
            ? (plan, management)
            : throw new DialogueException(
                DialogueError.NotAllowed,
                "only who opened a dialogue gathers its founders, and only until its Charter is signed",
                "see how this device stands with 'dialogue status'");

    private List<(byte[] Id, StoredFounder Record)> All() =>
        [.. session.Store.List(Bucket.Founders).Select(entry => (entry.Key.ToArray(), LocalRecord.Decode<StoredFounder>(entry.Value.ToArray())))];

    private StoredInvitation LinkOf(StoredFounder founder) => LocalRecord.Decode<StoredInvitation>(session.Store.Get(Bucket.FoundingLinks, founder.Link)!);

    private FounderView View((byte[] Id, StoredFounder Record) one)
    {
        var link = LinkOf(one.Record);
        return new FounderView(
            ShortId.Of(one.Id), Body(one.Record).Name, link.Party ?? string.Empty, RoleWords.List((Roles)link.Roles), false, one.Record.InDoubt);
    }

    private static FoundingRequest Body(StoredFounder founder) => SignedCodec.DecodeSigned<FoundingRequest>(founder.Request).Body;
}
