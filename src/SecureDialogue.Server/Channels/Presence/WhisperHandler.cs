using Microsoft.Extensions.Options;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Presence;

/// <summary>Hands a whisper on to whoever is connected now. One call becomes as many pushes as there are members: so many are taken and no more.</summary>
internal sealed class WhisperHandler(CurrentEpoch current, ChannelSubscriptions subscriptions, ISharedRate rate, NodeNames names, IOptions<RelayOptions> options)
    : IHandler<WhisperRequest, Done>
{
    public async Task<Done> HandleAsync(WhisperRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var (code, key) = await current.FindAsync(request.Channel, request.Epoch, connection, cancellation);
        if (code != RelayCode.Ok)
        {
            return new Done(code);
        }

        if (!connection.Whispers.TryTake() || !await rate.TryTakeAsync(names.Of(request.Channel), options.Value.WhispersPerMinute))
        {
            return new Done(RelayCode.TooMany);
        }

        subscriptions.Whisper(request.Channel, new WhisperWord(request.Epoch, key, request.Bytes), connection);
        return new Done(RelayCode.Ok);
    }
}
