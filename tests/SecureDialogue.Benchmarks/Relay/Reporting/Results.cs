using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Relay.Reporting;

/// <summary>All runs of all peers; every number that is shown is the median over the runs.</summary>
internal sealed class Results
{
    /// <summary>A rise by which a second generator shows that the first was the limit. A fall shows only that two of them leave the server less.</summary>
    private const double Limit = 0.05;

    private readonly List<(string Peer, IReadOnlyDictionary<Metric, double> Values)> _runs = [];
    private readonly List<double> _disk = [];

    internal IReadOnlyList<string> Peers => [.. _runs.Select(run => run.Peer).Distinct()];

    internal int Runs => _runs.Count == 0 ? 0 : _runs.GroupBy(run => run.Peer).Max(group => group.Count());

    internal void Add(string peer, IReadOnlyDictionary<Metric, double> values) => _runs.Add((peer, values));

    internal void AddDisk(IEnumerable<double> seconds) => _disk.AddRange(seconds);

    /// <summary>Not a number when it was not measured, or not in more than half of the runs.</summary>
    internal double Of(string peer, Metric metric)
    {
        var runs = _runs.Where(run => run.Peer == peer).ToList();
        var values = runs.Where(run => run.Values.ContainsKey(metric)).Select(run => run.Values[metric]).ToList();
        return values.Count * 2 > runs.Count ? Meter.Median(values) : double.NaN;
    }

    internal double DiskMilliseconds(double quantile)
    {
        _disk.Sort();
        return _disk.Count == 0 ? double.NaN : 1000 * _disk[(int)(quantile * (_disk.Count - 1))];
    }

    /// <summary>By which part a second generator changes deliveries a second; the median of the runs' changes.</summary>
    internal double ChangeByTwo(string peer) => Meter.Median(_runs
        .Where(run => run.Peer == peer && run.Values.ContainsKey(Metric.MostOfTwo))
        .Select(run => (2 * run.Values[Metric.MostOfTwo] / (run.Values[Metric.Most] + run.Values[Metric.MostAgain])) - 1));

    internal bool IsGeneratorLimited(string peer) => ChangeByTwo(peer) >= Limit;
}
