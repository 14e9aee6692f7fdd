using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>
/// The MLS engine beside what its primitives cost and beside other implementations. All times are processor time on one
/// thread; in each round the primitives and every operation are measured in turn, and the table shows medians over the rounds.
/// </summary>
internal static class MlsBenchmark
{
    private const double RoundMicroseconds = 30_000;

    internal static void Run(bool isQuick, TextWriter output)
    {
        int[] sizes = isQuick ? [8, 32] : [8, 32, 128, 512];
        var rounds = isQuick ? 5 : 9;
        var (results, floors) = (new List<Result>(), new List<Floor>());
        Console.Error.WriteLine("warming up");
        _ = Measure(Operations.Of(sizes[0]), rounds); // Until then the compiler works beside what is measured.
        foreach (var size in sizes)
        {
            Console.Error.WriteLine($"measuring groups of {size}");
            var (measured, beside) = Measure(Operations.Of(size), rounds);
            results.AddRange(measured);
            floors.AddRange(beside);
        }

        var tsMls = TsMls.Measure(sizes);
        output.WriteLine(Table.Primitives(floors));
        output.WriteLine(Table.Operations(results, tsMls, Meter.Median(floors.Select(floor => floor.Agree))));
        output.WriteLine(tsMls.Remark);
    }

    private static (List<Result> Results, List<Floor> Floors) Measure(IReadOnlyList<Operation> operations, int rounds)
    {
        var results = operations.Select(operation => (Result: new Result(operation), Times: TimesFor(operation))).ToList();
        var floors = new List<Floor>();
        _ = Floor.Measure();
        for (var round = 0; round < rounds; round++)
        {
            var floor = Floor.Measure();
            floors.Add(floor);
            foreach (var (result, times) in results)
            {
                result.Add(Meter.Measure(times, result.Operation.Prepare(times)), floor);
            }
        }

        return (results.ConvertAll(pair => pair.Result), floors);
    }

    /// <summary>Runs that fill a round's share, after the compiler has had its time to optimise.</summary>
    private static int TimesFor(Operation operation)
    {
        var warmUp = Meter.Measure(1, operation.Prepare(1)).Microseconds;
        var times = Math.Clamp((int)(RoundMicroseconds / Math.Max(warmUp, 1)), 1, 400);
        for (var i = 0; i < 4; i++)
        {
            _ = Meter.Measure(times, operation.Prepare(times));
        }

        var one = Meter.Measure(times, operation.Prepare(times)).Microseconds;
        return Math.Clamp((int)(RoundMicroseconds / Math.Max(one, 1)), 1, 800);
    }
}
