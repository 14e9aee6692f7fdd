using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>The two databases of a relay, for tests that look inside or break something.</summary>
internal static class Databases
{
    public static async Task ExecuteAsync(RelayUnderTest relay, string? mailboxes, string? channels)
    {
        await ExecuteAsync(relay.Services.GetRequiredService<MailboxesDatabase>().Store, mailboxes);
        await ExecuteAsync(relay.Services.GetRequiredService<ChannelsDatabase>().Store, channels);
    }

    public static Task<long> NumberAsync(RelayUnderTest relay, bool channels, string sql) =>
        (channels ? relay.Services.GetRequiredService<ChannelsDatabase>().Store : relay.Services.GetRequiredService<MailboxesDatabase>().Store)
            .ReadAsync(rows => rows.Number(sql), CancellationToken.None);

    private static async Task ExecuteAsync(IDatabase database, string? sql)
    {
        if (sql is not null)
        {
            _ = await database.WriteAsync(WriteKey.None, batch => batch.Rows.Execute(sql), CancellationToken.None);
        }
    }
}
