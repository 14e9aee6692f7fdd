namespace SecureDialogue.Benchmarks.Scale;

/// <summary>What a relay process spends, in seconds of one core, and holds, in bytes.</summary>
/// <param name="AlonePerSecond">The rate of posts at which they seldom share a transaction.</param>
/// <param name="Post">A post at that rate, without its deliveries.</param>
/// <param name="PostTogether">A post that shares its transaction with many.</param>
/// <param name="Delivery">An item pushed to one connection.</param>
/// <param name="Hear">An item that another node stored, without its deliveries.</param>
/// <param name="Commit">A commit with its signature.</param>
/// <param name="Connect">A connection and its Hello.</param>
/// <param name="Prove">A proof of an epoch.</param>
/// <param name="Read">A read that finds nothing new.</param>
/// <param name="Look">A look of the periodic kind at one open channel.</param>
/// <param name="ConnectionBytes">Memory of an idle connection.</param>
/// <param name="ProofBytes">Memory of one proof of it.</param>
/// <param name="ChannelBytes">Memory of a channel that somebody at the node has open.</param>
/// <param name="StoredBytes">Disk for an item of 1 KiB, indexes and all.</param>
/// <param name="LogBytes">Written to the write-ahead log for an item that is alone in its transaction.</param>
/// <param name="LogBytesTogether">The same for an item that shares one.</param>
/// <param name="ItemsPerSecond">Posts a second of one writer at saturation, on the machine as it was.</param>
internal sealed record NodeCosts(
    double AlonePerSecond, double Post, double PostTogether, double Delivery, double Hear, double Commit, double Connect, double Prove, double Read, double Look,
    double ConnectionBytes, double ProofBytes, double ChannelBytes, double StoredBytes, double LogBytes, double LogBytesTogether, double ItemsPerSecond);
