using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Relay.Reporting;

/// <summary>All runs of all peers; every number that is shown is the median over the runs.</summary>
internal sealed class Results
{
    /// <summary>A rise by which a second generator shows that the first was the limit. A fall shows only that two of them leave the server less.</summary>
    private const double Limit = 0.05;

    private readonly List<(string Peer, IReadOnlyDictionary<Metric, double> Values)> _runs = [];
    private readonly List<double> _disk = [];
    private readonly List<double> _busyDisk = [];

    internal IReadOnlyList<string> Peers => [.. _runs.Select(run => run.Peer).Distinct()];

    internal int Runs => _runs.Count == 0 ? 0 : _runs.GroupBy(run => run.Peer).Max(group => group.Count());

    internal void Add(string peer, IReadOnlyDictionary<Metric, double> values) => _runs.Add((peer, values));

    /// <param name="seconds">As often as messages come at the steady rate of the targets.</param>
    /// <param name="busy">One after the other.</param>
    internal void AddDisk(IEnumerable<double> seconds, IEnumerable<double> busy)
    {
        _disk.AddRange(seconds);
        _busyDisk.AddRange(busy);
    }

    /// <summary>Not a number when it was not measured, or not in more than half of the runs.</summary>
    internal double Of(string peer, Metric metric)
    {
        var runs = _runs.Where(run => run.Peer == peer).ToList();
        var values = runs.Where(run => run.Values.ContainsKey(metric)).Select(run => run.Values[metric]).ToList();
        return values.Count * 2 > runs.Count ? Meter.Median(values) : double.NaN;
    }

    internal double DiskMilliseconds(double quantile) => Milliseconds(_disk, quantile);

    internal double BusyDiskMilliseconds(double quantile) => Milliseconds(_busyDisk, quantile);

    private static double Milliseconds(List<double> seconds, double quantile)
    {
        seconds.Sort();
        return seconds.Count == 0 ? double.NaN : 1000 * seconds[(int)(quantile * (seconds.Count - 1))];
    }

    /// <summary>By which part a second generator changes deliveries a second; the median of the runs' changes.</summary>
    internal double ChangeByTwo(string peer) => Meter.Median(_runs
        .Where(run => run.Peer == peer && run.Values.ContainsKey(Metric.MostOfTwo))
        .Select(run => (2 * run.Values[Metric.MostOfTwo] / (run.Values[Metric.Most] + run.Values[Metric.MostAgain])) - 1));

    internal bool IsGeneratorLimited(string peer) => ChangeByTwo(peer) >= Limit;
}
