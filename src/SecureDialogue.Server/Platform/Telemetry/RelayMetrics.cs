using System.Diagnostics;
using System.Diagnostics.Metrics;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Platform.Telemetry;

/// <summary>
/// What an operator may count. Tags are names of calls, answers and databases, never an id, an address or a size of one message; and
/// nothing is kept here: without somebody who listens, nothing is measured.
/// </summary>
internal static class RelayMetrics
{
    public const string MeterName = "SecureDialogue.Relay";

    private static readonly Meter Meter = new(MeterName);

    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>("relay.connections", "{connection}", "open connections");

    private static readonly Histogram<double> Calls = Meter.CreateHistogram<double>("relay.call.duration", "s", "time from a call to its answer");

    private static readonly Counter<long> Pushed = Meter.CreateCounter<long>("relay.pushes", "{push}", "items, letters and whispers handed to connections");

    private static readonly Counter<long> Slow = Meter.CreateCounter<long>("relay.slow_readers", "{connection}", "connections closed because they read too slowly");

    private static readonly Histogram<double> Commits = Meter.CreateHistogram<double>("relay.commit.duration", "s", "time of a transaction, until it is durable");

    private static readonly Histogram<int> Requests = Meter.CreateHistogram<int>("relay.commit.requests", "{request}", "requests that share a transaction");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("relay.commit.failures", "{transaction}", "transactions that could not be stored");

    public static void Connected() => Open.Add(1);

    public static void Disconnected() => Open.Add(-1);

    public static void Push() => Pushed.Add(1);

    public static void SlowReader() => Slow.Add(1);

    /// <summary>A point in time to measure from.</summary>
    public static long Now() => Stopwatch.GetTimestamp();

    /// <param name="request">Its type: a call is named as its request, without that word.</param>
    /// <param name="code">The answer.</param>
    /// <param name="since">When the call came.</param>
    public static void Answered(Type request, RelayCode code, long since)
    {
        if (Calls.Enabled)
        {
            var call = request.Name.Replace("Request", "", StringComparison.Ordinal);
            Calls.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("call", call), new KeyValuePair<string, object?>("code", code.ToString()));
        }
    }

    public static void Committed(string database, int requests, long since)
    {
        if (Commits.Enabled)
        {
            var tag = new KeyValuePair<string, object?>("database", database);
            Commits.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, tag);
            Requests.Record(requests, tag);
        }
    }

    public static void NotCommitted(string database) => Failures.Add(1, new KeyValuePair<string, object?>("database", database));
}
