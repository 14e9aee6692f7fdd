namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>Dialogues in the time zones of the world, and what they do in each minute of a day. The seed makes a day repeatable.</summary>
internal sealed class Population
{
    internal const int Minutes = 24 * 60;

    private readonly Random _random;
    private readonly double[] _zones = new double[Habits.Zones.Length];
    private readonly double[][] _heated = [.. Habits.Zones.Select(_ => new double[24])];

    internal Population(int dialogues, int seed)
    {
        _random = new Random(seed);
        for (var i = 0; i < Math.Min(dialogues, 10_000); i++)
        {
            _zones[Draw(Habits.Zones)] += Math.Max(1, dialogues / 10_000.0);
        }

        for (var zone = 0; zone < _zones.Length; zone++)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                _heated[zone][hour] = Math.Min(_zones[zone], Chance.Poisson(_random, _zones[zone] * Habits.HeatedShare * Habits.ShareOfHour(hour)));
            }
        }

        // Whoever sizes a relay counts on one heated hour, however few the dialogues.
        var busiest = Array.IndexOf(_zones, _zones.Max());
        _heated[busiest][20] = Math.Max(1, _heated[busiest][20]);
    }

    internal IReadOnlyList<Load> Day() => [.. Enumerable.Range(0, Minutes).Select(At)];

    private Load At(int minute)
    {
        double devices = 0, sessions = 0, posts = 0, deliveries = 0, commits = 0, letters = 0, open = 0;
        for (var zone = 0; zone < _zones.Length; zone++)
        {
            var hour = ((minute / 60) + zone - 11 + 24) % 24;
            var (here, online, share) = (_zones[zone], Habits.Online[hour], Habits.ShareOfHour(hour) / 3600);
            var (usual, heated) = (here * Habits.PostsPerDay * share, _heated[zone][hour] * Habits.HeatedPostsPerHour / 3600);
            devices += here * Habits.Devices * online;
            sessions += here * Habits.Devices * Habits.SessionsPerDay * share;
            posts += usual + heated;
            deliveries += (usual * Reached(Habits.MembersPerPost, online)) + (heated * Reached(Habits.PlenaryMembers, Math.Max(online, 0.7)));
            commits += here * Habits.CommitsPerDay * share;
            letters += here * Habits.LettersPerDay * share;
            open += here * Habits.Channels * (1 - Math.Pow(1 - online, Habits.ChannelsPerDevice * Habits.Devices / Habits.Channels));
        }

        return new Load(devices, sessions, posts, deliveries, commits, letters, devices * Habits.ChannelsPerDevice, open, _zones.Sum() * Habits.Channels);
    }

    /// <summary>Connections that a message goes to: the sender's, and those of others who are there.</summary>
    private static double Reached(double members, double online) => 1 + ((members * Habits.Devices / 18) - 1) * online;

    private int Draw(double[] shares)
    {
        var at = _random.NextDouble() * shares.Sum();
        for (var i = 0; i < shares.Length; i++)
        {
            at -= shares[i];
            if (at < 0)
            {
                return i;
            }
        }

        return Array.FindLastIndex(shares, share => share > 0);
    }
}
