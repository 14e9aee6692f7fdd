namespace SecureDialogue.Benchmarks.Measuring;

/// <summary>Measures operations by processor time, because the machine may have other work.</summary>
internal static class Meter
{
    /// <summary>Runs an operation a number of times and gives the cost of one.</summary>
    internal static Reading Measure(int times, Action operation)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            operation();
        }

        var spent = Environment.CpuUsage.TotalTime - started;
        return new Reading(spent.TotalMicroseconds / times, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / times);
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
