namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>How many dialogues a way to set up servers takes before its first resource is full, and before its second.</summary>
internal sealed record Capacity(string Name, (string Resource, double Dialogues) First, (string Resource, double Dialogues) Second)
{
    private const int Steps = 8;

    internal static IReadOnlyList<Capacity> All(Costs costs)
    {
        var uses = Sizes().Select(dialogues => (Dialogues: dialogues, Uses: Uses(dialogues, costs))).ToList();
        return [.. Enumerable.Range(0, uses[0].Uses.Count).Select(way =>
        {
            var full = uses[0].Uses[way].Use.All.Select((one, i) => (one.Resource, Dialogues: uses.FirstOrDefault(size => size.Uses[way].Use.All[i].Value > Shape.Full, (Dialogues: double.PositiveInfinity, Uses: [])).Dialogues))
                .OrderBy(one => one.Dialogues).ToList();
            return new Capacity(uses[0].Uses[way].Shape.Name, full[0], full[1]);
        })];
    }

    /// <summary>Numbers of dialogues from one to ten million, even on a logarithmic scale.</summary>
    internal static IEnumerable<double> Sizes() => Enumerable.Range(0, (7 * Steps) + 1).Select(i => Math.Round(Math.Pow(10, (double)i / Steps)));

    internal static IReadOnlyList<(Shape Shape, Use Use)> Uses(double dialogues, Costs costs)
    {
        var peak = Day.Busiest(new Population((int)dialogues, 7).Day());
        return [.. Shape.For((int)dialogues, peak, costs).Select(shape => (shape, Use.Of(shape, peak, costs)))];
    }
}
