using SecureDialogue.Benchmarks.Reporting;
using SecureDialogue.Benchmarks.Scale.Simulated;

namespace SecureDialogue.Benchmarks.Scale.Reporting;

/// <summary>The pictures of docs/scale.md.</summary>
internal static class Plots
{
    /// <summary>What is emptier than this is not drawn.</summary>
    private const double Least = 0.001;

    internal static void Draw(Document document, IReadOnlyList<Simulation> all, Costs costs)
    {
        var sizes = Capacity.Sizes().Select(dialogues => (Dialogues: dialogues, Uses: Capacity.Uses(dialogues, costs))).ToList();
        document.Draw("plots/scale-resources.svg", Resources(sizes).ToString());
        document.Draw("plots/scale-servers.svg", Servers(sizes).ToString());
        document.Draw("plots/scale-day.svg", OfDay(all).ToString());
        document.Draw("plots/scale-storm.svg", Storms(all).ToString());
    }

    private static Chart Resources(List<(double Dialogues, IReadOnlyList<(Shape Shape, Use Use)> Uses)> sizes)
    {
        var chart = new Chart("Nodes, one PostgreSQL, one Redis: use of each resource", "dialogues", "use in the busiest minute (1 = full)", true, true);
        for (var i = 0; i < sizes[0].Uses[1].Use.All.Count; i++)
        {
            var resource = i;
            _ = chart.Add(sizes[0].Uses[1].Use.All[i].Resource, sizes.Select(size => (size.Dialogues, size.Uses[1].Use.All[resource].Value)).Where(point => point.Value >= Least));
        }

        return chart.Add("70 %", sizes.Select(size => (size.Dialogues, Shape.Full)), isDashed: true);
    }

    private static Chart Servers(List<(double Dialogues, IReadOnlyList<(Shape Shape, Use Use)> Uses)> sizes)
    {
        var chart = new Chart("The fullest resource of each way to set up servers", "dialogues", "use in the busiest minute (1 = full)", true, true);
        for (var i = 0; i < sizes[0].Uses.Count; i++)
        {
            var way = i;
            _ = chart.Add(sizes[0].Uses[i].Shape.Name, sizes.Select(size => (size.Dialogues, size.Uses[way].Use.First.Value)));
        }

        return chart.Add("70 %", sizes.Select(size => (size.Dialogues, Shape.Full)), isDashed: true);
    }

    private static Chart OfDay(IReadOnlyList<Simulation> all)
    {
        var chart = new Chart("A day: use of the fullest resource, nodes with one PostgreSQL", "hour, UTC", "use (1 = full)", false, true);
        foreach (var one in all.Where(one => one.Shape.Today && one.Shape.Partitions == 1 && one.Shape.Relays == 1).DistinctBy(one => one.Dialogues))
        {
            _ = chart.Add($"{Words.Number(one.Dialogues)} dialogues", one.Day.Uses.Select((use, minute) => (minute / 60.0, use)).Where((_, i) => i % 10 == 0));
        }

        return chart;
    }

    private static Chart Storms(IReadOnlyList<Simulation> all)
    {
        var chart = new Chart("Devices that came back and wait", "seconds", "share of those that came back", false, false);
        foreach (var one in all.Where(one => one.Dialogues >= 1000 && one.Shape.Today && !one.Shape.IsEmbedded).DistinctBy(one => (one.Dialogues, one.Shape.Relays)))
        {
            var name = $"{Words.Number(one.Dialogues)}, {(one.Shape.Relays > 1 ? "many relays" : "one PostgreSQL")}";
            _ = chart.Add($"{name}: node dies", Trace(one.Death)).Add($"{name}: third returns", Trace(one.Return), isDashed: true);
        }

        return chart;

        static IEnumerable<(double X, double Y)> Trace(Storm storm) => storm.Waiting.Select((waiting, i) => (i * Storm.Step, waiting / storm.Devices)).TakeWhile(point => point.Item1 <= 120).Where((_, i) => i % 4 == 0);
    }
}
