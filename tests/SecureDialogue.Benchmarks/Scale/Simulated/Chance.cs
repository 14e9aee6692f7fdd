namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>Random numbers of the kinds that queues need.</summary>
internal static class Chance
{
    internal static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    /// <summary>A count with this mean; of a large one, the nearest that a normal distribution gives.</summary>
    internal static double Poisson(Random random, double mean)
    {
        if (mean > 50)
        {
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        }

        var count = -1;
        for (var left = mean; left >= 0; count++)
        {
            left -= Exponential(random, 1);
        }

        return Math.Max(0, count);
    }

    /// <summary>A time whose median and 99th percentile are these.</summary>
    internal static double Of(Times times, Random random) =>
        times.P50 * Math.Exp(Math.Log(Math.Max(1, times.P99 / times.P50)) / 2.326 * Normal(random));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
