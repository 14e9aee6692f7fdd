namespace SecureDialogue.Client.Channels;

/// <summary>What a commit shall do, decided anew at the head of the log each time it is built; null when nothing is left to do.</summary>
/// <param name="Adds">Who comes in.</param>
/// <param name="Removes">Leaves that go.</param>
internal sealed record CommitPlan(IReadOnlyList<Newcomer> Adds, IReadOnlyList<uint> Removes)
{
    /// <summary>Only renews the keys.</summary>
    internal static CommitPlan Renew { get; } = new([], []);

    /// <summary>
    /// Brings people in, and takes out whoever is due: a joiner does not know the orders and leave notes of before, so it would
    /// find no reason for a removal that came after it. Null when nobody comes in.
    /// </summary>
    internal static CommitPlan? Add(IReadOnlyList<Newcomer> adds, IReadOnlyList<uint> due) => adds.Count == 0 ? null : new CommitPlan(adds, due);

    /// <summary>Takes leaves out; null for none.</summary>
    internal static CommitPlan? Remove(IReadOnlyList<uint> removes) => removes.Count == 0 ? null : new CommitPlan([], removes);
}
