using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>Spends a pass on a channel, in one transaction.</summary>
internal sealed class CreateChannelHandler(ChannelsDatabase channels) : IHandler<CreateChannelRequest, Done>
{
    public async Task<Done> HandleAsync(CreateChannelRequest request, ConnectionState connection, CancellationToken cancellation) =>
        Ed25519.Verify(request.AccessKey.Span, ChannelProof.Bytes(connection.Context, request), request.Signature.Span)
            ? new Done(await channels.File.WriteAsync(batch => Create(batch.Rows, request), cancellation))
            : Done.Refused(RelayCode.BadSignature);

    private static RelayCode Create(SqliteSession rows, CreateChannelRequest request)
    {
        if (ChannelRow.Find(rows, request.Channel) is { } standing)
        {
            return EpochRow.Find(rows, standing.Number, 0)?.Key.IsSame(request.AccessKey) == true ? RelayCode.Ok : RelayCode.AlreadyExists;
        }

        if (rows.Execute("DELETE FROM channel_pass WHERE hash = $1", SHA256.HashData(request.Pass.Span)) == 0)
        {
            return RelayCode.PassSpent;
        }

        var number = ChannelRow.Insert(rows, request);
        new EpochRow(0, request.AccessKey.ToArray(), 0, LogChain.Start(request.Channel)).Insert(rows, number);
        return RelayCode.Ok;
    }
}
