using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Dialogues;

/// <summary>
/// Makes passes. The request's hash is written down first and completed last: a retry finishes what a crash interrupted between
/// the two files, and once answered it never brings a spent pass back.
/// </summary>
internal sealed class MintPassesHandler(MailboxesDatabase mailboxes, ChannelsDatabase channels, IOptions<RelayOptions> options)
    : IHandler<MintPassesRequest, Done>
{
    private enum Mint
    {
        NotFound,
        QuotaExceeded,
        Complete,
        Begun,
    }

    public async Task<Done> HandleAsync(MintPassesRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var proof = MintProof.Bytes(connection.Context, request);
        var mint = await mailboxes.Store.WriteAsync(WriteKey.None, batch => Begin(batch.Rows, request, proof), cancellation);
        if (mint == Mint.Begun)
        {
            _ = await channels.Store.WriteAsync(WriteKey.None, batch => Insert(batch.Rows, "INSERT INTO channel_pass (hash) VALUES ($1) ON CONFLICT DO NOTHING", request), cancellation);
            _ = await mailboxes.Store.WriteAsync(WriteKey.None, batch => batch.Rows.Execute("UPDATE mint SET complete = 1 WHERE hash = $1", Key(request)), cancellation);
        }

        return new Done(mint switch
        {
            Mint.NotFound => RelayCode.NotFound,
            Mint.QuotaExceeded => RelayCode.QuotaExceeded,
            _ => RelayCode.Ok,
        });
    }

    private Mint Begin(IRows rows, MintPassesRequest request, byte[] proof)
    {
        if (DialogueRow.Find(rows, request.Dialogue) is not { } dialogue || !Ed25519.Verify(dialogue.ManagementKey, proof, request.Signature.Span))
        {
            return Mint.NotFound;
        }

        var key = Key(request);
        if (rows.Number("SELECT count(*) FROM mint WHERE hash = $1", key) == 1)
        {
            return rows.Number("SELECT complete FROM mint WHERE hash = $1", key) == 1 ? Mint.Complete : Mint.Begun;
        }

        if (dialogue.Minted + request.PassHashes.Count > options.Value.PassQuota)
        {
            return Mint.QuotaExceeded;
        }

        DialogueRow.Count(rows, request.Dialogue, request.PassHashes.Count);
        var isMailbox = request.Kind == PassKind.Mailbox;
        _ = rows.Execute("INSERT INTO mint (hash, complete) VALUES ($1, $2)", key, isMailbox ? 1L : 0L);
        return isMailbox && Insert(rows, "INSERT INTO mailbox_pass (hash) VALUES ($1) ON CONFLICT DO NOTHING", request) ? Mint.Complete : Mint.Begun;
    }

    private static bool Insert(IRows rows, string sql, MintPassesRequest request)
    {
        foreach (var hash in request.PassHashes)
        {
            _ = rows.Execute(sql, hash.ToArray());
        }

        return true;
    }

    private static byte[] Key(MintPassesRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)request.Kind, .. request.Dialogue.ToBytes()]);
        foreach (var pass in request.PassHashes)
        {
            hash.AppendData(pass.Span);
        }

        return hash.GetHashAndReset();
    }
}
