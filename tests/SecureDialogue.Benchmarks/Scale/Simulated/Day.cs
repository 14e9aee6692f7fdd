namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>A day as a flow, minute by minute, because its events would be too many: what servers cannot take waits for the next minute.</summary>
internal sealed record Day(IReadOnlyList<Load> Loads, IReadOnlyList<double> Uses, double Posted, double Delivered, double Queued, double MostQueued)
{
    internal static Load Busiest(IReadOnlyList<Load> loads) => loads.MaxBy(load => load.Deliveries + (100 * load.Sessions))!;

    internal static Day Of(Shape shape, IReadOnlyList<Load> loads, Costs costs, int seed)
    {
        var (random, uses) = (new Random(seed), new List<double>());
        double posted = 0, delivered = 0, queued = 0, most = 0;
        foreach (var load in loads)
        {
            var use = Use.Of(shape, load, costs).First.Value;
            var (come, capacity) = (Chance.Poisson(random, load.Posts * 60), load.Posts * 60 / use);
            var served = Math.Min(queued + come, capacity);
            (posted, delivered, queued) = (posted + come, delivered + served, queued + come - served);
            most = Math.Max(most, queued);
            uses.Add(use);
        }

        return new Day(loads, uses, posted, delivered, queued, most);
    }
}
