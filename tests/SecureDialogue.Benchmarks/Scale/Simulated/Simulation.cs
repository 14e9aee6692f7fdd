namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>A day of so many dialogues on servers of one shape.</summary>
internal sealed record Simulation(int Dialogues, Shape Shape, Load Peak, Use Use, Day Day, MessagePath Path, Storm Death, Storm Return)
{
    /// <summary>Messages that are followed event by event through the busiest minute.</summary>
    private const int Messages = 20_000;

    private const int Seed = 7;

    /// <summary>Whether more comes in than can be served, so that delays have no end.</summary>
    internal bool IsOverloaded => new[] { Use.NodeCpu, Use.PostgresCpu, Use.Redis, Use.Writer }.Max() >= 1;

    internal static IEnumerable<Simulation> All(int dialogues, Costs costs)
    {
        var loads = new Population(dialogues, Seed).Day();
        var peak = Day.Busiest(loads);
        return Shape.For(dialogues, peak, costs).Select(shape =>
        {
            var path = new MessagePath(shape, peak, costs, Seed);
            path.Run(Messages, drain: false);
            return new Simulation(
                dialogues, shape, peak, Use.Of(shape, peak, costs), Day.Of(shape, loads, costs, Seed), path, Storm.NodeDies(shape, peak, costs), Storm.RegionReturns(shape, peak, costs));
        });
    }

    /// <summary>What is foretold of the load that was put on real servers: two nodes, one of them without members.</summary>
    internal static (Use Use, Delays Delays) Check(Costs costs)
    {
        var check = costs.Check;
        costs = costs with { Answer = check.Answer };
        var load = new Load(0, 0, check.MessagesPerSecond, check.MessagesPerSecond * check.Members, 0, 0, 0, 0, 0);
        var shape = new Shape("check", true, 1, 1, 1, 1);
        var path = new MessagePath(shape, load, costs, Seed);
        path.Run(Messages, drain: true);
        return (Use.Of(shape, load, costs), path.Delays);
    }
}
