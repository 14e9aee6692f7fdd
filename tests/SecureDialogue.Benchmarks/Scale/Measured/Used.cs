using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>What servers have used while something was done.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Done">How often it was done.</param>
/// <param name="Node">Core-seconds of the node that was called.</param>
/// <param name="Other">Core-seconds of the other node.</param>
/// <param name="Postgres">Core-seconds of PostgreSQL.</param>
/// <param name="Redis">Core-seconds of Redis.</param>
/// <param name="LogBytes">Bytes of the write-ahead log.</param>
/// <param name="Transactions">Transactions that wrote.</param>
internal sealed record Used(
    double Seconds, double Done, double Node, double Other, double Postgres, double Redis, double LogBytes, double Transactions)
{
    /// <summary>Does it and looks before and after.</summary>
    internal static async Task<Used> ByAsync(ServersUnderLoad servers, Func<Task<int>> work)
    {
        // Asking PostgreSQL costs it something, too: that stays outside.
        var (logBefore, transactionsBefore) = await PositionAsync(servers);
        var before = Now(servers);
        var since = TimeProvider.System.GetTimestamp();
        var done = await work();
        var seconds = TimeProvider.System.GetElapsedTime(since).TotalSeconds;

        // What is on its way to readers is part of it.
        await Task.Delay(200);
        var after = Now(servers);
        var (log, transactions) = await PositionAsync(servers);
        return new Used(
            seconds, done, after.Node - before.Node, after.Other - before.Other, after.Postgres - before.Postgres, after.Redis - before.Redis,
            log - logBefore, transactions - transactionsBefore);
    }

    private static Used Now(ServersUnderLoad servers) => new(
        0, 0, servers.Node.Cpu, servers.Other?.Cpu ?? 0, servers.Postgres?.Cpu ?? 0, servers.Redis?.Cpu ?? 0, 0, 0);

    private static async Task<(double LogBytes, double Transactions)> PositionAsync(ServersUnderLoad servers) =>
        servers.Postgres is { } cluster ? await cluster.PositionAsync() : (ProcessClock.Written(servers.Node.Id), 0);
}
