namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>How long deliveries took; one entry may stand for several.</summary>
internal sealed class Delays
{
    private readonly List<(double Seconds, double Weight)> _all = [];

    internal double Mean => _all.Sum(one => one.Seconds * one.Weight) / _all.Sum(one => one.Weight);

    internal void Add(double seconds, double weight) => _all.Add((seconds, weight));

    internal double Quantile(double part)
    {
        _all.Sort();
        var left = part * _all.Sum(one => one.Weight);
        foreach (var (seconds, weight) in _all)
        {
            left -= weight;
            if (left <= 0)
            {
                return seconds;
            }
        }

        return _all.Count == 0 ? double.NaN : _all[^1].Seconds;
    }
}
