using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform.Sqlite;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>The two files of a relay, for tests that look inside or break something.</summary>
internal static class Files
{
    public static async Task ExecuteAsync(RelayUnderTest relay, string? mailboxes, string? channels)
    {
        await ExecuteAsync(relay.Services.GetRequiredService<MailboxesDatabase>().File, mailboxes);
        await ExecuteAsync(relay.Services.GetRequiredService<ChannelsDatabase>().File, channels);
    }

    public static long Number(RelayUnderTest relay, bool channels, string sql) =>
        (channels ? relay.Services.GetRequiredService<ChannelsDatabase>().File : relay.Services.GetRequiredService<MailboxesDatabase>().File)
            .Read(rows => rows.Number(sql));

    private static async Task ExecuteAsync(Database file, string? sql)
    {
        if (sql is not null)
        {
            _ = await file.WriteAsync(batch => batch.Rows.Execute(sql), CancellationToken.None);
        }
    }
}
