using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using Letter = SecureDialogue.Client.Trust.Letter;

namespace SecureDialogue.Client.Devices;

/// <summary>Asks to be admitted: makes a mailbox with the invitation's pass and sends the request to the inviting officer.</summary>
internal static class Applicant
{
    /// <summary>Draws everything; nothing is sent.</summary>
    internal static DeviceState Draw(string link, ISignedLink invitation, string name, UnixHour now) => new(
        invitation.Relay.ToString(),
        invitation.RelayId.ToArray(),
        Stage.Asking,
        name,
        RandomNumberGenerator.GetBytes(Ed25519.SeedBytes),
        MailboxMaker.Draw(invitation.Pass.Span.ToArray(), invitation.CloseMark.ToArray()))
    {
        Application = new Application(link, [], now.Value) { IsForDevice = invitation is DeviceLink },
    };

    /// <summary>
    /// Sends the request; may be repeated. When the pass was spent by somebody else the request goes without a card, so that the
    /// officer sees that the link was used twice and admits neither.
    /// </summary>
    internal static async Task AskAsync(DeviceSession session, CancellationToken cancellation)
    {
        if (session.Device is not { Stage: Stage.Asking, Application: { } application })
        {
            return;
        }

        var invitation = application.ReadLink();
        var made = await MailboxMaker.MakeAsync(session, cancellation).ConfigureAwait(false);
        var card = made == RelayCode.Ok ? session.Device.Mailbox.Card : null;
        var request = new JoinRequest(
            invitation.Dialogue, invitation.Id, session.OwnKey, card, invitation.Secret, session.Device.Name, new UnixHour(application.Hour));
        var letters = new LetterOffice(session);
        session.Store.Write(writer =>
        {
            letters.Write(writer, LetterKind.JoinRequest, invitation.Card, request.Sign(session.Device.DeviceSeed).Encode());
            session.Save(writer, session.Device with
            {
                Stage = card is null ? Stage.InDoubt : Stage.Asked,
                Application = application with { RequestId = request.Id.Value.ToArray() },
            });
        });
        await letters.DropAllAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The officer answered: the Charter is the one the link names, and the digits can be compared.</summary>
    internal static void Answered(DeviceSession session, StoreWriter writer, Letter letter)
    {
        var reply = ObjectCodec.Decode<RequestReply>(letter.Body.Span);
        var (application, invitation) = Expect(session, letter, reply.Request, Stage.Asked, Stage.Digits);
        if (application.Nonce is not null)
        {
            // The first nonce counts: a second one could be chosen until the digits agree with somebody else's.
            return;
        }

        TrustFields.Require(IsTrusted(reply.Charters, invitation, out var chain), "a Charter that does not hold, or is not the one in the link");
        session.Save(writer, session.Device with
        {
            Stage = Stage.Digits,
            Charters = chain.Signed.Encode(),
            Application = application with { Nonce = reply.Nonce.ToArray() },
        });
        session.Notices.Add($"{chain.Head.Title}: compare the digits with the officer who invited you");
    }

    /// <summary>
    /// The applicant's digits differ from the officer's: the entry stops, and whoever made the link is told. Or they are to be compared
    /// again, which the officer decides as well.
    /// Whoever was admitted already says so all the same: the officer is to cut one of the two devices off.
    /// </summary>
    internal static void Compare(DeviceSession session, bool differ)
    {
        var device = session.Device;
        var isAsked = device.Stage == Stage.Digits || (differ ? device.Stage == Stage.Admitted : device.Stage == Stage.Differ);
        if (device.Application is not { } application || !isAsked)
        {
            return;
        }

        var link = application.ReadLink();
        session.Store.Write(writer =>
        {
            if (differ)
            {
                var body = new DigitsDiffer(new ObjectHash(new Opaque(application.RequestId)), link.Secret);
                new LetterOffice(session).Write(writer, LetterKind.DigitsDiffer, link.Card, body.Encode());
            }

            session.Save(writer, device.Stage == Stage.Admitted ? device : device with { Stage = differ ? Stage.Differ : Stage.Digits });
        });
    }

    /// <summary>The admission arrived: it is for this device, under this Charter, with the signatures the Charter asks for.</summary>
    /// <exception cref="MalformedObjectException">It does not admit this device; where it is the host's an alarm says why.</exception>
    internal static void Admitted(DeviceSession session, StoreWriter writer, Letter letter)
    {
        var granted = ObjectCodec.Decode<AdmissionGranted>(letter.Body.Span);
        var (application, invitation) = Expect(session, letter, granted.Request, Stage.Asked, Stage.Digits);
        Require(session, IsTrusted(granted.Charters, invitation, out var chain), "its Charter does not hold, or is not the one in the link");
        // The version that was shown with the digits is the one accepted; the Charter may have grown since, but never shrinks.
        var shown = session.Charters?.HeadId ?? chain.HeadId;
        Require(session, chain.Find(shown) is not null, "its Charter is older than the one that was shown");
        Require(session, granted.Admission.Body.Device == session.OwnKey, "it is for another device");
        // An invitation admits a person, a device link a device.
        Require(session, granted.Admission.Body.Earlier is not null == application.IsForDevice, "it is not what the link was made for");
        Require(
            session,
            AdmissionRules.CheckSignatures(granted.Admission, chain) == AdmissionRefusal.None,
            "it does not bear the signatures that the Charter asks for");
        session.Save(writer, session.Device with
        {
            Stage = Stage.Admitted,
            Charters = chain.Signed.Encode(),
            Admission = granted.Admission.Encode(),
            AcceptedCharter = shown.Value.ToArray(),
        });
        if (granted.Spare is { } spare)
        {
            new PassStock(session).Put(writer, spare);
        }

        var acceptance = new CharterAcceptance(chain.Dialogue, shown, session.OwnKey, session.Now);
        new LetterOffice(session).Write(writer, LetterKind.Acceptance, invitation.Card, acceptance.Sign(session.Device.DeviceSeed).Encode());
        new AddressBook(session).Keep(writer, [new Contact(letter.Sender, invitation.Card, "the officer who invited you")], letter.Sender);
        session.Notices.Add($"{chain.Head.Title}: you are admitted");
        if (shown != chain.HeadId)
        {
            session.Alarms.Add(CharterAdoption.Changed(chain));
        }
    }

    /// <summary>The officer declined.</summary>
    internal static void Declined(DeviceSession session, StoreWriter writer, Letter letter)
    {
        var declined = ObjectCodec.Decode<RequestDeclined>(letter.Body.Span);
        var (application, _) = Expect(session, letter, declined.Request, Stage.Asked, Stage.Digits);
        session.Save(writer, session.Device with { Stage = Stage.Declined, Application = application with { Reason = declined.Reason } });
        session.Notices.Add("your request was declined");
    }

    private static (Application Application, ISignedLink Invitation) Expect(
        DeviceSession session, Letter letter, ObjectHash request, params Stage[] stages)
    {
        var application = session.Device.Application;
        TrustFields.Require(application is not null && stages.Contains(session.Device.Stage), "no answer is awaited");
        TrustFields.Require(request.Value.Span.SequenceEqual(application!.RequestId), "an answer to another request");
        var invitation = application.ReadLink();
        TrustFields.Require(letter.Sender == invitation.Inviter, "an answer from somebody who did not invite");
        return (application, invitation);
    }

    private static bool IsTrusted(SignedCharterChain signed, ISignedLink invitation, out CharterChain chain)
    {
        var holds = signed.Verify(out var verified) == CharterRefusal.None && verified is not null;
        chain = verified!;
        return holds && chain.Dialogue == invitation.Dialogue && chain.Find(invitation.Charter) is not null;
    }

    /// <summary>Nobody but the host can send what is judged here, so the person hears of it (A09: a host who would let somebody in alone).</summary>
    private static void Require(DeviceSession session, bool holds, string refusal)
    {
        if (!holds)
        {
            session.Alarms.Add($"an admission came for this device; it was refused: {refusal}");
            throw new MalformedObjectException("an admission that does not hold");
        }
    }
}
