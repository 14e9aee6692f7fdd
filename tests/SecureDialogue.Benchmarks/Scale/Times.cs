namespace SecureDialogue.Benchmarks.Scale;

/// <summary>Seconds within which half of all were done, and 99 of a hundred.</summary>
internal sealed record Times(double P50, double P99)
{
    internal static Times Of(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        return new Times(sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]);
    }
}
