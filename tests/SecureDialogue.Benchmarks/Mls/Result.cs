using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>An operation's readings, one a round, and the floor in the same round.</summary>
internal sealed class Result(Operation operation)
{
    private readonly List<(Reading Reading, double? Floor)> _rounds = [];

    internal Operation Operation { get; } = operation;

    internal double Milliseconds => Meter.Median(_rounds.Select(round => round.Reading.Microseconds)) / 1000;

    internal double AllocatedKibibytes => Meter.Median(_rounds.Select(round => round.Reading.AllocatedBytes)) / 1024;

    internal double FloorMilliseconds => Meter.Median(_rounds.Select(round => round.Floor ?? double.NaN)) / 1000;

    /// <summary>The median of the rounds' ratios: when the machine slows down, both sides of one do.</summary>
    internal double TimesFloor => Meter.Median(_rounds.Select(round => round.Reading.Microseconds / (round.Floor ?? double.NaN)));

    internal void Add(Reading reading, Floor floor) => _rounds.Add((reading, Operation.Floor?.Invoke(floor)));
}
