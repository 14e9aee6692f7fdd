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

    /// <summary>Mints the pass for the applicant's mailbox and signs the link.</summary>
    internal async Task<InvitationView> InviteAsync(Roles roles, PartyCode? party, TimeSpan validFor, CancellationToken cancellation)
    {
        var (charters, management) = RequireOfficer();
        if (party is { } code && !charters.Head.PartyCodes.Contains(code))
        {
            throw new DialogueException(DialogueError.NotFound, $"the Charter has no side {code}", "see the sides with 'dialogue status'");
        }

        if (validFor <= TimeSpan.Zero || validFor > Longest)
        {
            throw new DialogueException(DialogueError.BadInput, "an invitation is valid for 1 hour to 60 days", "choose another time with --expires");
        }

        var pass = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var secret = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        await new PassMint(session).MintAsync(PassKind.Mailbox, [pass], cancellation).ConfigureAwait(false);
        var expiresAt = session.Now.Plus((uint)Math.Ceiling(validFor.TotalHours));
        var invitation = new Invitation(
            RelayAddress.Parse(session.Device.Relay),
            new Opaque(session.Device.RelayId),
            charters.Dialogue,
            charters.HeadId,
            session.OwnKey,
            session.Device.Mailbox.Card,
            new SecretBytes(secret),
            new SecretBytes(pass),
            new Opaque(management.CloseTokenHash(pass)),
            party,
            roles,
            expiresAt);
        var record = new StoredInvitation(invitation.Id.Value.ToArray(), party?.Value, (int)roles, expiresAt.Value);
        session.Store.Write(writer => LocalRecord.Put(writer, Bucket.Invitations, SHA256.HashData(secret), record));
        return new InvitationView(
            invitation.ToLink(session.Device.DeviceSeed), RoleWords.Of(roles), party?.Value ?? string.Empty, expiresAt.ToTime());
    }

    private (CharterChain Charters, Management Management) RequireOfficer() =>
        session is { Charters: { } charters, Device.Management: { } management } && charters.Head.FindOfficer(session.OwnKey) is not null
            ? (charters, management)
            : throw new DialogueException(DialogueError.NotAllowed, "only an organizer of the Charter may invite", "ask the organizer who invited you");
}
