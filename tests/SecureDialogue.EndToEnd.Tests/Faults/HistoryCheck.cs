namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Judges the histories of all clients of one channel, or of one mailbox, against what the relay acknowledged.</summary>
internal static class HistoryCheck
{
    /// <param name="acknowledged">What each writer was told, each time it asked.</param>
    /// <param name="reads">What each reader read.</param>
    public static IReadOnlyList<string> OfChannel(IReadOnlyCollection<Seen> acknowledged, IReadOnlyList<IReadOnlyList<Seen>> reads)
    {
        var violations = new List<string>();
        violations.AddRange(acknowledged.Distinct().GroupBy(one => one.Message).Where(one => one.Count() > 1)
            .Select(one => $"acknowledged at several places: {string.Join(' ', one.Select(place => place.Sequence).Order())}"));
        var head = reads.Max(read => read.Count == 0 ? 0 : read[^1].Sequence);
        foreach (var (read, reader) in reads.Select((read, i) => (read, i)))
        {
            var held = read.ToHashSet();
            violations.AddRange(acknowledged.Distinct().Where(one => !held.Contains(one)).OrderBy(one => one.Sequence).Select(one => $"lost: reader {reader}, {one.Sequence}"));
            violations.AddRange(read.GroupBy(one => one.Message).Where(one => one.Count() > 1)
                .Select(one => $"doubled: reader {reader}, {string.Join(' ', one.Select(place => place.Sequence))}"));
            violations.AddRange(read.Where((one, i) => one.Sequence != i + 1).Take(1).Select(one => $"a gap or another order: reader {reader}, before {one.Sequence}"));
            violations.AddRange(read.Zip(reads[0]).Where(pair => pair.First != pair.Second).Take(1).Select(pair => $"another history: reader {reader}, {pair.First.Sequence}"));
            violations.AddRange(read.Count == 0 || read[^1].Sequence < head ? [$"stuck: reader {reader}, at {(read.Count == 0 ? 0 : read[^1].Sequence)} of {head}"] : Array.Empty<string>());
        }

        return violations;
    }

    /// <param name="dropped">Letters whose storing was acknowledged to their senders.</param>
    /// <param name="received">Letters in the order in which their owner had them, again after each new connection.</param>
    /// <param name="erased">How many of <paramref name="received"/> had come when the relay acknowledged that it has let go of a letter.</param>
    public static IReadOnlyList<string> OfMailbox(
        IReadOnlyCollection<string> dropped, IReadOnlyList<string> received, IReadOnlyDictionary<string, int> erased) =>
    [
        .. dropped.Except(received).Select(letter => $"lost: letter {letter}"),
        .. dropped.Except(erased.Keys).Intersect(received).Select(letter => $"stuck: letter {letter}"),
        .. received.Select((letter, at) => (letter, at)).Where(one => one.at >= erased.GetValueOrDefault(one.letter, int.MaxValue))
            .Select(one => $"doubled: letter {one.letter}"),
    ];
}
