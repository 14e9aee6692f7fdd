using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Platform.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: both databases can be written.</summary>
internal static class HealthFeature
{
    public static void MapHealth(this WebApplication app)
    {
        _ = app.MapGet("/health/live", () => new HealthReport("live", RelayIdentity.Release));
        _ = app.MapGet("/health/ready", async (MailboxesDatabase mailboxes, ChannelsDatabase channels, CancellationToken cancellation) =>
            await CanWriteAsync(mailboxes.Store, cancellation) && await CanWriteAsync(channels.Store, cancellation)
                ? Results.Json(new HealthReport("ready", RelayIdentity.Release))
                : Results.Json(new HealthReport("storage", RelayIdentity.Release), statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private static async Task<bool> CanWriteAsync(IDatabase database, CancellationToken cancellation) =>
        database.CanWrite || await database.ProbeAsync(cancellation);
}
