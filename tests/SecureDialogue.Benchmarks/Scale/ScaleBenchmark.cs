using SecureDialogue.Benchmarks.Reporting;
using SecureDialogue.Benchmarks.Scale.Measured;
using SecureDialogue.Benchmarks.Scale.Reporting;
using SecureDialogue.Benchmarks.Scale.Simulated;

namespace SecureDialogue.Benchmarks.Scale;

/// <summary>What a relay costs at each size: <c>scale --measure</c> asks real servers, <c>scale</c> simulates days of many dialogues.</summary>
internal static class ScaleBenchmark
{
    private static readonly int[] Sizes = [10, 1000, 1_000_000];

    internal static async Task RunAsync(bool measure, TextWriter output)
    {
        if (measure)
        {
            (await Measurement.RunAsync(output)).Save();
        }

        var costs = Costs.Load();
        var (measured, check) = (CostTables.Of(costs), SimulatedTables.Check(costs.Check, Simulation.Check(costs)));
        var all = Sizes.SelectMany(size => Simulation.All(size, costs)).ToList();
        var simulated = SimulatedTables.Of(all, costs);
        var document = new Document(Path.Combine(Tree.Root, "docs/scale.md"));
        document.Write("costs", measured);
        document.Write("check", check);
        document.Write("simulated", simulated);
        Plots.Draw(document, all, costs);
        await output.WriteLineAsync($"{measured}\n{check}\n{simulated}");
        foreach (var one in all)
        {
            await output.WriteLineAsync(
                $"{one.Dialogues} dialogues, {one.Shape.Name}: day {one.Day.Posted:0} in = {one.Day.Delivered:0} through + {one.Day.Queued:0} waiting (at most {one.Day.MostQueued:0}); "
                + $"minute {one.Path.Posted} in = {one.Path.Delivered} through + {one.Path.Queued} under way");
        }
    }
}
