using System.Globalization;
using SecureDialogue.Benchmarks;
using SecureDialogue.Benchmarks.Scale;
using SecureDialogue.Benchmarks.Scale.Reporting;
using SecureDialogue.Benchmarks.Scale.Simulated;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Scale;

/// <summary>Whether the simulator of docs/scale.md is sound.</summary>
public sealed class SimulatorTests(ITestOutputHelper output)
{
    /// <summary>By which factor what it foretells may differ from what was measured, as docs/scale.md says.</summary>
    private const double Factor = 3;

    private static readonly Costs Costs = Costs.Load();

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void A_queue_with_random_arrivals_and_even_work_waits_as_long_as_the_formula_says(double use)
    {
        const int Count = 200_000;
        var (station, random, at, waited) = (new Station(1), new Random(1), 0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            at += Chance.Exponential(random, 1 / use);
            waited += station.Serve(at, 1) - at - 1;
        }

        // Pollaczek and Khinchine for M/D/1.
        Assert.InRange(waited / Count / (use / (2 * (1 - use))), 0.95, 1.05);
    }

    [Fact]
    public void Several_cores_serve_several_at_once_in_the_order_in_which_they_come()
    {
        var two = new Station(2);

        Assert.Equal([1.0, 1.5, 2.0, 11.0], [two.Serve(0, 1), two.Serve(0.5, 1), two.Serve(0.6, 1), two.Serve(10, 1)]);
    }

    [Theory]
    [InlineData(1, 0, 0, false)]
    [InlineData(3, 1, 1, false)]
    [InlineData(8, 3, 2, false)]
    [InlineData(1, 1, 1, true)]
    public void No_message_is_lost_or_doubled_on_its_way(int nodes, int partitions, int redises, bool overloaded)
    {
        var load = new Load(0, 0, overloaded ? 100_000 : 50, overloaded ? 500_000 : 250, 0, 0, 0, 0, 0);
        var (cut, whole) = (Path(), Path());
        cut.Run(3000, drain: false);
        whole.Run(3000, drain: true);

        Assert.Equal((3000, 3000), (cut.Posted, cut.Delivered + cut.Queued));
        Assert.Equal((3000, 3000, 0), (whole.Posted, whole.Delivered, whole.Queued));
        Assert.Equal(overloaded, cut.Queued > 300);

        MessagePath Path() => new(new Shape("any", true, 1, nodes, partitions, redises), load, Costs, 3);
    }

    [Fact]
    public void What_servers_cannot_take_in_a_minute_waits_for_the_next()
    {
        var loads = new Population(1_000_000, 1).Day();
        var small = Day.Of(new Shape("small", true, 1, 1, 0, 0), loads, Costs, 1);
        var large = Day.Of(new Shape("large", true, 500, 2, 1, 1), loads, Costs, 1);

        Assert.Equal(small.Posted, small.Delivered + small.Queued, 3);
        Assert.True(small.MostQueued > 0);
        Assert.Equal((large.Posted, 0), (Math.Round(large.Delivered), large.MostQueued));
    }

    [Fact]
    public void The_dearest_resource_is_found_and_more_machines_help_it()
    {
        var peak = Day.Busiest(new Population(100_000, 1).Day());
        var dear = Costs with { Redis = Costs.Redis with { Receiver = 1 } };
        var shape = new Shape("nodes", true, 1, 20, 1, 1);

        Assert.Equal("Redis CPU", Use.Of(shape, peak, dear).First.Resource);
        Assert.NotEqual("Redis CPU", Use.Of(shape, peak, Costs).First.Resource);
        Assert.True(Use.Of(shape with { Redises = 4 }, peak, dear).Redis < Use.Of(shape, peak, dear).Redis / 3);
    }

    [Fact]
    public void It_foretells_what_was_measured_at_a_load_that_fitted_nothing()
    {
        var (use, delays) = Simulation.Check(Costs);
        (string What, double Measured, double Foretold)[] pairs =
        [
            ("node", Costs.Check.NodeCores, use.NodeCpu * Shape.NodeCores), ("PostgreSQL", Costs.Check.PostgresCores, use.PostgresCpu * Shape.PostgresCores),
            ("p50", Costs.Check.P50, delays.Quantile(0.5)), ("p99", Costs.Check.P99, delays.Quantile(0.99)),
        ];

        Assert.All(pairs, pair =>
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: {pair.What}: {pair.Measured:0.0000}, foretold {pair.Foretold:0.0000}"));
            // The slowest hundredth of a minute is what PostgreSQL's own work or the disk did just then, which nothing here foretells.
            Assert.InRange(pair.Measured / pair.Foretold, 1 / Factor, pair.What == "p99" ? double.PositiveInfinity : Factor);
        });
    }

    [Fact]
    public void The_document_shows_the_costs_that_are_used()
    {
        var document = File.ReadAllText(System.IO.Path.Combine(Tree.Root, "docs/scale.md"));

        Assert.Contains(CostTables.Of(Costs).TrimEnd(), document, StringComparison.Ordinal);
        Assert.DoesNotContain(CostTables.Of(Costs with { Machine = "another" }).TrimEnd(), document, StringComparison.Ordinal);
    }
}
