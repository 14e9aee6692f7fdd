using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using Letter = SecureDialogue.Client.Trust.Letter;

namespace SecureDialogue.Client.Founding;

/// <summary>Another founder: makes a mailbox with the link's pass and sends key and mailbox to the first founder.</summary>
internal static class Cofounder
{
    /// <summary>Draws everything; nothing is sent.</summary>
    internal static DeviceState Draw(string text, FoundingLink link, string name, UnixHour now) => new(
        link.Relay.ToString(),
        link.RelayId.ToArray(),
        Stage.Asking,
        name,
        RandomNumberGenerator.GetBytes(Ed25519.SeedBytes),
        MailboxMaker.Draw(link.Pass.Span.ToArray(), link.CloseMark.ToArray()))
    {
        FoundingAnswer = new FoundingAnswer(text, now.Value),
    };

    /// <summary>
    /// Sends key and mailbox; may be repeated. When the pass was spent by somebody else they go without a card, so that the first founder
    /// sees that the link was used twice and founds with neither.
    /// </summary>
    internal static async Task AskAsync(DeviceSession session, CancellationToken cancellation)
    {
        if (session.Device is not { Stage: Stage.Asking, FoundingAnswer: { } answer })
        {
            return;
        }

        var link = FoundingLink.ParseLink(answer.Link);
        var made = await MailboxMaker.MakeAsync(session, cancellation).ConfigureAwait(false);
        var request = Request(session, link, answer, made == RelayCode.Ok);
        var letters = new LetterOffice(session);
        session.Store.Write(writer =>
        {
            letters.Write(writer, LetterKind.FoundingRequest, link.Card, request.Sign(session.Device.DeviceSeed).Encode());
            session.Save(writer, session.Device with { Stage = made == RelayCode.Ok ? Stage.Gathering : Stage.InDoubt });
        });
        await letters.DropAllAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The first founder goes on without this device.</summary>
    internal static void Declined(DeviceSession session, StoreWriter writer, Letter letter)
    {
        var answer = session.Device.FoundingAnswer!;
        var link = FoundingLink.ParseLink(answer.Link);
        TrustFields.Require(session.Device.Stage == Stage.Gathering && letter.Sender == link.Inviter, "no such answer is awaited");
        var declined = ObjectCodec.Decode<RequestDeclined>(letter.Body.Span);
        TrustFields.Require(declined.Request == Request(session, link, answer, true).Id, "an answer to another request");
        session.Save(writer, session.Device with { Stage = Stage.Declined });
        session.Notices.Add("the first founder goes on without this device");
    }

    private static FoundingRequest Request(DeviceSession session, FoundingLink link, FoundingAnswer answer, bool hasMailbox) => new(
        link.Id, session.OwnKey, hasMailbox ? session.Device.Mailbox.Card : null, link.Secret, session.Device.Name, new UnixHour(answer.Hour));
}
