using SecureDialogue.Benchmarks.Scale.Simulated;
using static SecureDialogue.Benchmarks.Scale.Reporting.Words;

namespace SecureDialogue.Benchmarks.Scale.Reporting;

/// <summary>What was simulated, as tables.</summary>
internal static class SimulatedTables
{
    internal static string Of(IReadOnlyList<Simulation> all, Costs costs)
    {
        var text = "The busiest minute, all dialogues together:\n\n"
            + Head("dialogues", "connected devices", "connections", "messages/s", "deliveries/s", "devices that come/s", "proofs/s")
            + string.Concat(all.GroupBy(one => one.Dialogues).Select(group => group.First()).Select(one => Row(
                Number(one.Dialogues), Number(one.Peak.Devices), Number(one.Peak.Connections), Number(one.Peak.Posts), Number(one.Peak.Deliveries), Number(one.Peak.Sessions), Number(one.Peak.Proofs))));
        foreach (var group in all.GroupBy(one => one.Dialogues))
        {
            text += $"\n### {Number(group.Key)} dialogues\n\n" + Head("servers", "how many", "node CPU", "node memory", "periodic look", "daily sweep", "PostgreSQL CPU", "its connections", "log / disk", "Redis", "p50 / p99", "fullest")
                + string.Concat(group.DistinctBy(Servers).Select(Line));
        }

        return text + "\n### How many dialogues fit\n\n" + "Dialogues at which the first resource is 70 % full in the busiest minute, with machines of the sizes above:\n\n"
            + Head("servers", "dialogues", "first resource", "second, at") + string.Concat(Capacity.All(costs).Select(one => Row(one.Name, Number(one.First.Dialogues), double.IsInfinity(one.First.Dialogues) ? "-" : one.First.Resource, double.IsInfinity(one.Second.Dialogues) ? "-" : $"{one.Second.Resource}, {Number(one.Second.Dialogues)}")))
            + "\n### Storms\n\n" + Head("dialogues", "servers", "a node dies: devices", "all back after", "longest wait", "a third returns: devices", "all back after", "longest wait")
            + string.Concat(all.Where(one => one.Shape.Today).DistinctBy(one => (one.Dialogues, Servers(one))).Select(one => Row(
                Number(one.Dialogues), one.Shape.Name, Number(one.Death.Devices), Seconds(one.Death.Seconds), Seconds(one.Death.LongestWait),
                Number(one.Return.Devices), Seconds(one.Return.Seconds), Seconds(one.Return.LongestWait))));
    }

    internal static string Check(CheckedLoad measured, (Use Use, Delays Delays) foretold) =>
        $"{measured.Channels} channels of {measured.Members} members, {Number(measured.MessagesPerSecond)} messages/s at one of two nodes:\n\n"
        + Head("", "measured", "foretold", "factor")
        + Row("node, cores", Cores(measured.NodeCores), Cores(foretold.Use.NodeCpu * Shape.NodeCores), Factor(measured.NodeCores, foretold.Use.NodeCpu * Shape.NodeCores))
        + Row("PostgreSQL, cores", Cores(measured.PostgresCores), Cores(foretold.Use.PostgresCpu * Shape.PostgresCores), Factor(measured.PostgresCores, foretold.Use.PostgresCpu * Shape.PostgresCores))
        + Row("delay, p50", Milli(measured.P50), Milli(foretold.Delays.Quantile(0.5)), Factor(measured.P50, foretold.Delays.Quantile(0.5)))
        + Row("delay, p99", Milli(measured.P99), Milli(foretold.Delays.Quantile(0.99)), Factor(measured.P99, foretold.Delays.Quantile(0.99)));

    /// <summary>Of ways that come to the same servers, one is shown.</summary>
    private static (int Relays, int Nodes, int Partitions, int Redises) Servers(Simulation one) => (one.Shape.Relays, one.Shape.Nodes, one.Shape.Partitions, one.Shape.Redises);

    private static string Line(Simulation one)
    {
        var (shape, use) = (one.Shape, one.Use);
        var count = shape.IsEmbedded ? "1 relay" : $"{(shape.Relays > 1 ? $"{Number(shape.Relays)} relays of " : "")}{Number(shape.Nodes)} nodes"
            + (shape.Partitions > 1 ? $", {Number(shape.Partitions)} partitions" : "") + (shape.Redises > 1 ? $", {shape.Redises} Redis" : "");
        var delay = one.IsOverloaded ? "grows" : $"{Milli(one.Path.Delays.Quantile(0.5))} / {Milli(one.Path.Delays.Quantile(0.99))}";
        return Row(
            shape.Today ? shape.Name : $"*{shape.Name}*", count, Percent(use.NodeCpu), Percent(use.NodeMemory), Percent(use.LookTime), Percent(use.Sweep), Percent(use.PostgresCpu),
            Percent(use.PostgresConnections), $"{Percent(use.Log)} / {Percent(use.Disk)}", Percent(use.Redis), delay, $"{use.First.Resource}, {Percent(use.First.Value)}");
    }

    private static string Seconds(double seconds) => seconds >= 3599 ? "over an hour" : seconds >= 10 ? $"{Number(seconds)} s" : $"{seconds:0.0} s";

    private static string Cores(double cores) => $"{cores:0.000}";

    private static string Factor(double measured, double foretold) => $"{Math.Max(measured / foretold, foretold / measured):0.0}";
}
