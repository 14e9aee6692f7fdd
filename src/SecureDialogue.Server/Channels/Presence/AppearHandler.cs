using Microsoft.Extensions.Options;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Presence;

/// <summary>Shows a handle and gives those of the same epoch: the relay knows none of them again in the next.</summary>
internal sealed class AppearHandler(CurrentEpoch current, IPresence presence, ISharedRate rate, NodeNames names, IOptions<RelayOptions> options)
    : IHandler<AppearRequest, AppearReply>
{
    public async Task<AppearReply> HandleAsync(AppearRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var (code, _) = await current.FindAsync(request.Channel, request.Epoch, connection, cancellation);
        if (code != RelayCode.Ok)
        {
            return AppearReply.Refused(code);
        }

        var name = names.Of(request.Channel, request.Epoch);
        return await rate.TryTakeAsync(name, options.Value.WhispersPerMinute)
            ? new AppearReply(RelayCode.Ok, [.. (await presence.ShowAsync(name, request.Handle.ToArray())).Select(handle => new ReadOnlyMemory<byte>(handle))])
            : AppearReply.Refused(RelayCode.TooMany);
    }
}
