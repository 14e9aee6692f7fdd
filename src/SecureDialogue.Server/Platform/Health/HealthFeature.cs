using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Platform.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: both files can be written.</summary>
internal static class HealthFeature
{
    /// <summary>Room that a relay needs to be called ready again.</summary>
    private const int ProbeBytes = 256 * 1024;

    public static void MapHealth(this WebApplication app)
    {
        _ = app.MapGet("/health/live", () => new HealthReport("live", RelayIdentity.Release));
        _ = app.MapGet("/health/ready", async (MailboxesDatabase mailboxes, ChannelsDatabase channels, CancellationToken cancellation) =>
            await CanWriteAsync(mailboxes.File, cancellation) && await CanWriteAsync(channels.File, cancellation)
                ? Results.Json(new HealthReport("ready", RelayIdentity.Release))
                : Results.Json(new HealthReport("storage", RelayIdentity.Release), statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private static async Task<bool> CanWriteAsync(Database file, CancellationToken cancellation)
    {
        if (file.CanWrite)
        {
            return true;
        }

        try
        {
            return await file.WriteAsync(Probe, cancellation);
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return false;
        }
    }

    private static bool Probe(WriteBatch batch)
    {
        _ = batch.Rows.Execute("CREATE TABLE probe (bytes BLOB)");
        _ = batch.Rows.Execute("INSERT INTO probe VALUES (zeroblob($1))", ProbeBytes);
        _ = batch.Rows.Execute("DROP TABLE probe");
        return true;
    }
}
