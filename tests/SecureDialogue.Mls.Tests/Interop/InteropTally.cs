namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>What a run of schedules did.</summary>
internal sealed class InteropTally
{
    internal int Steps;
    internal int CoreCommits;
    internal int PeerCommits;
    internal int EmptyCommits;
    internal int PathlessAdds;
    internal int Swaps;
    internal int PskCommits;
    internal int CoreJoins;
    internal int PeerJoins;
    internal int CoreRemovals;
    internal int PeerRemovals;
    internal int CoreOpened;
    internal int PeerOpened;
    internal int Restarts;
    internal int LargestGroup;

    /// <summary>Adds given up because ts-mls cannot join the tree; an empty commit took their place.</summary>
    internal int AvoidedJoins;

    /// <summary>Removed ts-mls members not shown the commit, because their leaf was taken by another at once.</summary>
    internal int AvoidedRemovals;

    /// <summary>Commits given up because ts-mls gets their tree wrong (<see cref="PeerLimits"/>); an empty commit took their place.</summary>
    internal int AvoidedTrees;

    internal int Commits => CoreCommits + PeerCommits;

    internal void Add(InteropTally other)
    {
        Steps += other.Steps;
        CoreCommits += other.CoreCommits;
        PeerCommits += other.PeerCommits;
        EmptyCommits += other.EmptyCommits;
        PathlessAdds += other.PathlessAdds;
        Swaps += other.Swaps;
        PskCommits += other.PskCommits;
        CoreJoins += other.CoreJoins;
        PeerJoins += other.PeerJoins;
        CoreRemovals += other.CoreRemovals;
        PeerRemovals += other.PeerRemovals;
        CoreOpened += other.CoreOpened;
        PeerOpened += other.PeerOpened;
        Restarts += other.Restarts;
        LargestGroup = Math.Max(LargestGroup, other.LargestGroup);
        AvoidedJoins += other.AvoidedJoins;
        AvoidedTrees += other.AvoidedTrees;
        AvoidedRemovals += other.AvoidedRemovals;
    }

    public override string ToString() =>
        $"{Steps} steps, {CoreCommits} commits of ours, {PeerCommits} of ts-mls ({EmptyCommits} empty, {Swaps} swaps, {PskCommits} with psk), "
        + $"joins {CoreJoins} + {PeerJoins}, removals {CoreRemovals} + {PeerRemovals}, opened {CoreOpened} + {PeerOpened}, {Restarts} restarts, "
        + $"largest group {LargestGroup}, avoided {AvoidedJoins} joins, {AvoidedTrees} trees, {AvoidedRemovals} removals";
}
