namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>
/// Somebody who has both files and guesses that what came first in one belongs to what came first in the other: letter by letter
/// along one order, commit by commit along the other. Judged against the same guesser with a shuffled order.
/// </summary>
internal static class OrderPredictor
{
    private const int Shuffles = 4000;

    /// <summary>The share of shuffled orders that do at least as well as this one, whichever end it begins at.</summary>
    /// <param name="letterChannels">Of each letter, in the order observed, the channel it belongs to.</param>
    /// <param name="commitChannels">Of each commit, in the order observed, its channel.</param>
    public static (int Hits, double P) Judge(IReadOnlyList<int> letterChannels, IReadOnlyList<int> commitChannels)
    {
        var observed = Hits(letterChannels, commitChannels);
        var random = new Random(4711);
        var shuffled = letterChannels.ToArray();
        var asGood = 0;
        for (var i = 0; i < Shuffles; i++)
        {
            random.Shuffle(shuffled);
            asGood += Hits(shuffled, commitChannels) >= observed ? 1 : 0;
        }

        return (observed, (asGood + 1.0) / (Shuffles + 1));
    }

    /// <summary>A guess counts when the commit is the right one or its neighbour, so that a slight blur does not hide an order.</summary>
    private static int Hits(IReadOnlyList<int> letters, IReadOnlyList<int> commits)
    {
        var rank = commits.Select((channel, i) => (channel, i)).ToDictionary(c => c.channel, c => c.i);
        var (forward, backward) = (0, 0);
        for (var i = 0; i < letters.Count; i++)
        {
            var guess = i * commits.Count / letters.Count;
            forward += Math.Abs(rank[letters[i]] - guess) <= 1 ? 1 : 0;
            backward += Math.Abs(rank[letters[i]] - (commits.Count - 1 - guess)) <= 1 ? 1 : 0;
        }

        return Math.Max(forward, backward);
    }
}
