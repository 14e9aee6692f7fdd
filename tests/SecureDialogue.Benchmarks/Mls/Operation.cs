namespace SecureDialogue.Benchmarks.Mls;

/// <summary>Something that is measured.</summary>
/// <param name="Name">Its name in every table, ts-mls' included.</param>
/// <param name="Members">The size of the group.</param>
/// <param name="Prepare">Makes ready for a number of runs, unmeasured, and gives the run.</param>
internal sealed record Operation(string Name, int Members, Func<int, Action> Prepare)
{
    /// <summary>The primitives that it cannot do without, in microseconds; none for mere encoding.</summary>
    internal Func<Floor, double>? Floor { get; init; }

    /// <summary>The largest multiple of the floor that we allow ourselves.</summary>
    internal double? Target { get; init; }
}
