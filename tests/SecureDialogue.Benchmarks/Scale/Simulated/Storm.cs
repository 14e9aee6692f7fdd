namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>
/// Devices that come back together, as a flow in steps of a tenth of a second: each makes two connections, opens its mailbox, proves
/// and reads its channels. Clients try again a fifth of a second after they were cut off; after a blackout, within half a minute.
/// </summary>
/// <param name="Devices">How many.</param>
/// <param name="Seconds">Until the last one has read all.</param>
/// <param name="LongestWait">Seconds that the work of one device waits at most.</param>
/// <param name="Waiting">Devices that came and are not served, at each step.</param>
internal sealed record Storm(double Devices, double Seconds, double LongestWait, IReadOnlyList<double> Waiting)
{
    internal const double Step = 0.1;

    private const double FirstPause = 0.2, LastPause = 30;

    /// <summary>Seconds that are followed.</summary>
    private const double Patience = 3600;

    /// <summary>A node dies, and its devices go to the others.</summary>
    internal static Storm NodeDies(Shape shape, Load load, Costs costs) => Of(
        shape with { Nodes = Math.Max(1, shape.Nodes - 1) }, load, costs, (load.Devices / shape.Relays / shape.Nodes, FirstPause));

    /// <summary>A third of all devices was cut off, and comes back.</summary>
    internal static Storm RegionReturns(Shape shape, Load load, Costs costs) => Of(shape, load, costs, (load.Devices / shape.Relays / 3, LastPause));

    private static Storm Of(Shape shape, Load load, Costs costs, (double Devices, double Within) coming)
    {
        var perSecond = Rate(shape, load, costs);
        var (waiting, came, queue, seconds, longest) = (new List<double>(), 0.0, 0.0, 0.0, 0.0);
        while ((came < coming.Devices || queue > 0) && seconds < Patience)
        {
            seconds += Step;
            var arriving = Math.Min(coming.Devices - came, coming.Devices * Step / coming.Within);
            (came, queue) = (came + arriving, Math.Max(0, queue + arriving - (perSecond * Step)));
            longest = Math.Max(longest, queue / Math.Max(1e-9, perSecond));
            waiting.Add(queue);
        }

        return new Storm(coming.Devices, seconds, longest, waiting);
    }

    /// <summary>Devices a second that the servers take besides their load: whichever has least to spare decides.</summary>
    private static double Rate(Shape shape, Load load, Costs costs)
    {
        var node = shape.IsEmbedded ? costs.Embedded : costs.Node;
        var use = Use.Of(shape, load, costs);
        var calls = Habits.ChannelsPerDevice + 1;
        var nodes = Spare(use.NodeCpu) * shape.Nodes * Shape.NodeCores / ((2 * node.Connect) + (calls * (node.Prove + node.Read)));
        return shape.IsEmbedded ? nodes : Math.Min(nodes, Math.Min(
            Spare(use.PostgresCpu) * shape.Partitions * Shape.PostgresCores / (Habits.ChannelsPerDevice * (costs.Postgres.Prove + costs.Postgres.Read)),
            Spare(use.Mailboxes) * Shape.PostgresCores / (costs.Postgres.Prove + costs.Postgres.Read)));
    }

    private static double Spare(double use) => Math.Max(0.01, 1 - use);
}
