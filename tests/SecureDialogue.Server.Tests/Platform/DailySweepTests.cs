using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class DailySweepTests
{
    [Fact]
    public async Task A_database_that_fails_keeps_nothing_in_the_other_from_going()
    {
        await using var scene = await Scene.OpenAsync();
        var (refusing, other) = (new Sweeper(new SqliteException("full", 13)), new Sweeper(null));
        using var sweep = new DailySweep([refusing, other], scene.Relay.Services.GetRequiredService<Calendar>(), TimeProvider.System, NullLogger<DailySweep>.Instance);

        await sweep.StartAsync(CancellationToken.None);
        Assert.True(await RelayConnection.EventuallyAsync(() => (refusing.Times, other.Times) == (1, 1)));
        await sweep.StopAsync(CancellationToken.None);
    }

    private sealed class Sweeper(DbException? failure) : ISweeper
    {
        public int Times { get; private set; }

        public Task SweepAsync(long today, CancellationToken cancellation)
        {
            Times++;
            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        }
    }
}
