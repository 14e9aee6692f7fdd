namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>
/// What the people of one dialogue do on a day: 18 people with 22 devices in 26 channels (plenary of 16, two caucuses of 6, team, desk,
/// text desk of 4, working group of 5, commons of 18, and a line of 3 for each person). Assumptions, each one a number here.
/// </summary>
internal static class Habits
{
    internal const double Devices = 22;

    internal const double Channels = 26;

    /// <summary>Channels of one device: 117 memberships of 18 people.</summary>
    internal const double ChannelsPerDevice = 6.5;

    /// <summary>Times a day that a device comes: phones sleep, trains have tunnels.</summary>
    internal const double SessionsPerDay = 12;

    /// <summary>Messages written on a day, and the notes by which the silent say what they have seen.</summary>
    internal const double PostsPerDay = 216 + 100;

    /// <summary>Members of the channel that a message is written to, in the mean: most are written in the plenary.</summary>
    internal const double MembersPerPost = 9.7;

    internal const double PlenaryMembers = 16;

    /// <summary>Channels that are written to on a day, each after a commit.</summary>
    internal const double CommitsPerDay = 14;

    /// <summary>Members of a channel, in the mean over memberships: whom a commit sends to prove the next epoch.</summary>
    internal const double MembersPerCommit = 7.6;

    /// <summary>Cross-check letters, one a day for each membership, and a few Welcomes.</summary>
    internal const double LettersPerDay = 120;

    /// <summary>One dialogue in twenty has an hour like this on a day.</summary>
    internal const double HeatedShare = 0.05;

    internal const double HeatedPostsPerHour = 300;

    /// <summary>Share of devices that are connected, by local hour.</summary>
    internal static readonly double[] Online =
        [.05, .03, .02, .02, .03, .06, .12, .20, .28, .30, .30, .30, .32, .30, .28, .28, .30, .32, .36, .42, .45, .40, .28, .14];

    /// <summary>Share of the world's dialogues in each time zone from UTC-11 on; most conflicts lie between UTC and UTC+5.</summary>
    internal static readonly double[] Zones =
        [0, 0, 0, .01, .01, .03, .05, .03, .03, 0, .01, .10, .14, .16, .13, .06, .08, .05, .03, .05, .02, .01, 0, 0];

    /// <summary>Share of a day's posts and sessions in a local hour.</summary>
    internal static double ShareOfHour(int hour) => Online[hour] / Online.Sum();
}
