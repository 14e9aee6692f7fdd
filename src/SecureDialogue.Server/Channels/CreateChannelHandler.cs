using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Storage;
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
            ? new Done(await channels.Store.WriteAsync(WriteKey.Of(request.Channel), batch => Create(batch.Rows, request), cancellation))
            : Done.Refused(RelayCode.BadSignature);

    private static RelayCode Create(IRows rows, CreateChannelRequest request)
    {
        if (Standing(rows, request) is { } code)
        {
            return code;
        }

        if (rows.Execute("DELETE FROM channel_pass WHERE hash = $1", SHA256.HashData(request.Pass.Span)) == 0)
        {
            // Another node may have spent it on this very channel a moment ago.
            return Standing(rows, request) ?? RelayCode.PassSpent;
        }

        var number = ChannelRow.Insert(rows, request);
        new EpochRow(0, request.AccessKey.ToArray(), 0, LogChain.Start(request.Channel)).Insert(rows, number);
        return RelayCode.Ok;
    }

    private static RelayCode? Standing(IRows rows, CreateChannelRequest request)
    {
        if (ChannelRow.Find(rows, request.Channel) is not { } standing)
        {
            return null;
        }

        return EpochRow.Find(rows, standing.Number, 0)?.Key.IsSame(request.AccessKey) == true ? RelayCode.Ok : RelayCode.AlreadyExists;
    }
}
