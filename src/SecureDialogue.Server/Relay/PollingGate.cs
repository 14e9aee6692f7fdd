using Microsoft.Extensions.Options;
using SecureDialogue.Server.Web;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// Stands before the hub where it is asked by plain requests. A negotiation costs memory until it has lapsed, before anybody has shown a
/// key: there are so many a second. Pages of other origins never come so far (<see cref="WebOrigins"/>).
/// </summary>
internal sealed class PollingGate(IOptions<RelayOptions> options, TimeProvider time)
{
    /// <summary>Seconds' worth of negotiations that may come at once, as after a restart.</summary>
    private const int BurstSeconds = 10;

    private readonly CallRate _negotiations = new(BurstSeconds * options.Value.NegotiationsPerSecond, options.Value.NegotiationsPerSecond, time);
    private readonly bool _isPublicHttps = options.Value.PublicUrl.StartsWith("https://", StringComparison.Ordinal);

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(ProtocolVersion.HubPath, out var rest) || context.WebSockets.IsWebSocketRequest)
        {
            return next(context);
        }

        ContentSecurity.Set(context.Response.Headers, _isPublicHttps || context.Request.IsHttps);
        if (rest.HasValue && !_negotiations.TryTake())
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
