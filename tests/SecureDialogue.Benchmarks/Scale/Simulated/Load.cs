namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>What all dialogues together ask of servers in one minute; rates are a second.</summary>
/// <param name="Devices">Connected devices, each with two connections: mailbox and channels.</param>
/// <param name="Sessions">Devices that come.</param>
/// <param name="Posts">Messages.</param>
/// <param name="Deliveries">Messages pushed to connections, the sender's included.</param>
/// <param name="Commits">Epochs that end.</param>
/// <param name="Letters">Letters dropped.</param>
/// <param name="Openings">Channels that connections have opened: devices times their channels.</param>
/// <param name="OpenChannels">Channels that somebody has open.</param>
/// <param name="Channels">All channels.</param>
internal sealed record Load(
    double Devices, double Sessions, double Posts, double Deliveries, double Commits, double Letters, double Openings, double OpenChannels, double Channels)
{
    internal double Connections => 2 * Devices;

    /// <summary>Proofs: of every channel by a device that comes, and of the next epoch by everybody who is there.</summary>
    internal double Proofs => (Sessions * Habits.ChannelsPerDevice) + (Commits * Habits.MembersPerCommit * Openings / (Math.Max(1, OpenChannels) * Habits.MembersPerCommit));

    internal double Reads => Sessions * Habits.ChannelsPerDevice;

    /// <summary>Connections that get a message, the sender's included.</summary>
    internal double Fan => Posts > 0 ? Deliveries / Posts : 0;
}
