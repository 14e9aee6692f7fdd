namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>What a run of schedules did.</summary>
internal sealed class InteropTally
{
    internal int Steps;
    internal int EmptyCommits;
    internal int PathlessAdds;
    internal int Swaps;
    internal int PskCommits;
    internal int Restarts;
    internal int LargestGroup;

    /// <summary>Adds given up because ts-mls cannot join the tree; an empty commit took their place.</summary>
    internal int AvoidedJoins;

    /// <summary>Removed ts-mls members not shown the commit, because their leaf was taken by another at once.</summary>
    internal int AvoidedRemovals;

    /// <summary>Commits given up because ts-mls gets their tree wrong (<see cref="PeerLimits"/>); an empty commit took their place.</summary>
    internal int AvoidedTrees;

    private readonly EngineTally[] _engines = [new(), new(), new()];

    internal int Commits => _engines.Sum(engine => engine.Commits);

    internal EngineTally Of(Engine engine) => _engines[(int)engine];

    /// <summary>Counts messages that were opened; several members may do so at once.</summary>
    internal void CountOpened(Engine engine, int count) => Interlocked.Add(ref Of(engine).Opened, count);

    internal void Add(InteropTally other)
    {
        Steps += other.Steps;
        EmptyCommits += other.EmptyCommits;
        PathlessAdds += other.PathlessAdds;
        Swaps += other.Swaps;
        PskCommits += other.PskCommits;
        Restarts += other.Restarts;
        LargestGroup = Math.Max(LargestGroup, other.LargestGroup);
        AvoidedJoins += other.AvoidedJoins;
        AvoidedTrees += other.AvoidedTrees;
        AvoidedRemovals += other.AvoidedRemovals;
        foreach (var engine in Enum.GetValues<Engine>())
        {
            Of(engine).Add(other.Of(engine));
        }
    }

    public override string ToString() =>
        $"{Steps} steps, commits {Each(engine => engine.Commits)} ({EmptyCommits} empty, {Swaps} swaps, {PskCommits} with psk), "
        + $"joins {Each(engine => engine.Joins)}, removals {Each(engine => engine.Removals)}, opened {Each(engine => engine.Opened)}, "
        + $"{Restarts} restarts, largest group {LargestGroup}, "
        + $"avoided {AvoidedJoins} joins, {AvoidedTrees} trees, {AvoidedRemovals} removals";

    private string Each(Func<EngineTally, int> count) =>
        string.Join(" + ", Enum.GetValues<Engine>().Select(engine => $"{count(Of(engine))} {NameOf(engine)}"));

    private static string NameOf(Engine engine) => engine switch
    {
        Engine.Core => "C#",
        Engine.Web => "TypeScript",
        _ => "ts-mls",
    };
}
