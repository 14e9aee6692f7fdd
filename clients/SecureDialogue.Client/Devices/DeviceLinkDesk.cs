using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Revocations;
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

        var (record, lost, isCut) = new PeopleDirectory(session).LostDeviceOf(name);
        FurtherDevice.RequireNotCut(session, lost, record.Name);
        if (Fits(lost))
        {
            return MakeAsync(lost, record.Name, validFor, cancellation);
        }

        // A chain of devices that came for one another does not fit; the first one's admission vouches, if the lost one is out without it.
        return isCut
            ? MakeAsync(First(lost), record.Name, validFor, cancellation)
            : throw new DialogueException(DialogueError.NotAllowed, $"the last device of {record.Name} was not cut off", "cut it off first: 'dialogue cut'");
    }

    private static bool Fits(CoSigned<Admission> earlier) => earlier.Encode().Length <= MostEarlierBytes;

    private static CoSigned<Admission> First(CoSigned<Admission> admission) => admission.Body.Earlier is { } earlier ? First(earlier) : admission;

    private async Task<DeviceLinkView> MakeAsync(CoSigned<Admission> earlier, string name, TimeSpan validFor, CancellationToken cancellation)
    {
        if (validFor <= TimeSpan.Zero || validFor > Longest)
        {
            throw new DialogueException(DialogueError.BadInput, "a device link is valid for 1 hour to 7 days", "choose another time with --expires");
        }

        if (!Fits(earlier))
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
            pass.CloseMark,
            expiresAt);
        var record = new StoredInvitation(link.Id.Value.ToArray(), earlier.Body.Party?.Value, (int)earlier.Body.Roles, expiresAt.Value)
        {
            Earlier = earlier.Encode(),
            Name = name,
            AfterCut = new KnownCuts(session).Covers(earlier, default),
        };
        session.Store.Write(writer =>
        {
            PassStock.Spend(writer, pass);
            LocalRecord.Put(writer, Bucket.Invitations, SHA256.HashData(secret), record);
        });
        return new DeviceLinkView(link.ToLink(session.Device.DeviceSeed), name, expiresAt.ToTime());
    }
}
