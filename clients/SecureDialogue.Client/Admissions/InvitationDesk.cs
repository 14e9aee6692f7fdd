using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Admissions;

/// <summary>Makes invitations. A link only lets one person ask; what it offers is inside the signature.</summary>
internal sealed class InvitationDesk(DeviceSession session)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    /// <summary>Finds or mints the pass for the applicant's mailbox and signs the link.</summary>
    internal async Task<InvitationView> InviteAsync(Roles roles, PartyCode? party, TimeSpan validFor, CancellationToken cancellation)
    {
        var charters = RequireOfficer();
        if (party is { } code && !charters.Head.PartyCodes.Contains(code))
        {
            throw new DialogueException(DialogueError.NotFound, $"the Charter has no side {code}", "see the sides with 'dialogue status'");
        }

        if (validFor <= TimeSpan.Zero || validFor > Longest)
        {
            throw new DialogueException(DialogueError.BadInput, "an invitation is valid for 1 hour to 60 days", "choose another time with --expires");
        }

        var pass = await new PassStock(session).FindOrMintAsync(PassKind.Mailbox, cancellation).ConfigureAwait(false);
        var secret = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var expiresAt = session.Now.Plus((uint)Math.Ceiling(validFor.TotalHours));
        var invitation = new Invitation(
            RelayAddress.Parse(session.Device.Relay),
            new Opaque(session.Device.RelayId),
            charters.Dialogue,
            charters.HeadId,
            session.OwnKey,
            session.Device.Mailbox.Card,
            new SecretBytes(secret),
            pass.Pass,
            pass.CloseMark,
            party,
            roles,
            expiresAt);
        var record = new StoredInvitation(invitation.Id.Value.ToArray(), party?.Value, (int)roles, expiresAt.Value);
        session.Store.Write(writer =>
        {
            PassStock.Spend(writer, pass);
            LocalRecord.Put(writer, Bucket.Invitations, SHA256.HashData(secret), record);
        });
        return new InvitationView(
            invitation.ToLink(session.Device.DeviceSeed), RoleWords.Of(roles), party?.Value ?? string.Empty, expiresAt.ToTime());
    }

    private CharterChain RequireOfficer() =>
        session is { Charters: { } charters, Device.Stage: Stage.Admitted } && charters.Head.FindOfficer(session.OwnKey) is not null
            ? charters
            : throw new DialogueException(DialogueError.NotAllowed, "only an officer of the Charter may invite", "ask the organizer who invited you");
}
