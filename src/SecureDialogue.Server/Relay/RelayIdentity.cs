using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>Who this installation is, and its Begin token until it is printed.</summary>
internal sealed class RelayIdentity
{
    private readonly MailboxesDatabase _mailboxes;

    private RelayIdentity(MailboxesDatabase mailboxes, RelayId id, string? beginToken) =>
        (_mailboxes, Id, BeginToken) = (mailboxes, id, beginToken);

    /// <summary>The version, for people.</summary>
    public static string Release { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public RelayId Id { get; }

    /// <summary>The token to print, or null when it was printed. Only its hash is stored: a relay that was killed before printing draws another.</summary>
    public string? BeginToken { get; }

    public static async Task<RelayIdentity> LoadAsync(MailboxesDatabase mailboxes, CancellationToken cancellation)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Limits.KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var drawn = OpaqueId.Draw<RelayId>();
        return await mailboxes.Store.WriteAsync(
            WriteKey.None,
            batch =>
            {
                _ = batch.Rows.Execute("INSERT INTO installation (one, relay) VALUES (1, $1) ON CONFLICT DO NOTHING", drawn.ToBytes());
                var isNew = batch.Rows.Execute(
                    "UPDATE installation SET begin_hash = $1 WHERE begin_state = 0", SHA256.HashData(Encoding.ASCII.GetBytes(token))) == 1;
                var id = batch.Rows.First("SELECT relay FROM installation", row => row.GetFieldValue<byte[]>(0))!;
                return new RelayIdentity(mailboxes, OpaqueId.Read<RelayId>(id), isNew ? token : null);
            },
            cancellation);
    }

    /// <summary>From now on no other token is drawn.</summary>
    public Task ConfirmPrintedAsync(CancellationToken cancellation) => _mailboxes.Store.WriteAsync(
        WriteKey.None,
        batch => batch.Rows.Execute("UPDATE installation SET begin_state = 1 WHERE begin_state = 0"), cancellation);
}
