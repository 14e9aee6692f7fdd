using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// Makes links for a further device of somebody who is in: a person's own device for a second one, an officer for one that returns. A link
/// only lets the device ask; its admission needs the signatures of the device rule, and nothing but a device link leads there.
/// </summary>
internal sealed class DeviceLinkDesk(DeviceSession session)
{
    /// <summary>An admission holds the earlier one inside it, and must fit into a leaf: a device of a device of a device does not.</summary>
    private const int MostEarlierBytes = 1100;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>A link for a second device of the own person.</summary>
    internal Task<DeviceLinkView> LinkOwnAsync(TimeSpan validFor, CancellationToken cancellation)
    {
        var own = session.Admission ?? throw new DialogueException(
            DialogueError.NotReady, "this device is not admitted yet", "compare the digits with the officer, then run 'dialogue sync'");
        return MakeAsync(own, session.Device.Name, validFor, cancellation);
    }

    /// <summary>A link for a device with which somebody returns.</summary>
    internal Task<DeviceLinkView> InviteAsync(string name, TimeSpan validFor, CancellationToken cancellation)
    {
        if (session.Charters?.Head.FindOfficer(session.OwnKey) is null)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "only an officer of the Charter makes a link for somebody else's device", "for a second device of your own run 'dialogue device link'");
        }

        var (record, admission) = new PeopleDirectory(session).Named(name);

        // The first device's admission vouches for all later ones: a chain of them would not fit into a leaf.
        var first = admission;
        while (first.Body.Earlier is { } earlier && earlier.Body.NotAfter >= admission.Body.NotAfter)
        {
            first = earlier;
        }

        return MakeAsync(first, record.Name, validFor, cancellation);
    }

    private async Task<DeviceLinkView> MakeAsync(CoSigned<Admission> earlier, string name, TimeSpan validFor, CancellationToken cancellation)
    {
        if (validFor <= TimeSpan.Zero || validFor > Longest)
        {
            throw new DialogueException(DialogueError.BadInput, "a device link is valid for 1 hour to 7 days", "choose another time with --expires");
        }

        if (earlier.Encode().Length > MostEarlierBytes)
        {
            throw new DialogueException(DialogueError.NotAllowed, "this device was itself added by another one", "make the link on the first device, or ask an officer for one");
        }

        var charters = session.Charters!;
        var pass = await new PassStock(session).FindOrMintAsync(PassKind.Mailbox, cancellation).ConfigureAwait(false);
        var secret = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var expiresAt = session.Now.Plus((uint)Math.Ceiling(validFor.TotalHours));
        var link = new DeviceLink(
            RelayAddress.Parse(session.Device.Relay),
            new Opaque(session.Device.RelayId),
            charters.Dialogue,
            charters.HeadId,
            session.OwnKey,
            session.Device.Mailbox.Card,
            new SecretBytes(secret),
            pass.Pass,
            pass.CloseTokenHash,
            expiresAt);
        var record = new StoredInvitation(link.Id.Value.ToArray(), earlier.Body.Party?.Value, (int)earlier.Body.Roles, expiresAt.Value)
        {
            Earlier = earlier.Encode(),
            Name = name,
        };
        session.Store.Write(writer =>
        {
            PassStock.Spend(writer, pass);
            LocalRecord.Put(writer, Bucket.Invitations, SHA256.HashData(secret), record);
        });
        return new DeviceLinkView(link.ToLink(session.Device.DeviceSeed), name, expiresAt.ToTime());
    }
}
