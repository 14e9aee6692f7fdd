namespace SecureDialogue.Benchmarks.Scale;

/// <summary>What PostgreSQL spends, in seconds of one core over all its processes.</summary>
/// <param name="Post">A post at the rate at which posts seldom share a transaction.</param>
/// <param name="PostTogether">One of many in a transaction.</param>
/// <param name="Transaction">A transaction, whatever is in it.</param>
/// <param name="Item">An item in it.</param>
/// <param name="Commit">A commit of an epoch, transaction included.</param>
/// <param name="Prove">A proof.</param>
/// <param name="Read">A read that finds nothing new.</param>
/// <param name="Look">A look of the periodic kind at one channel.</param>
/// <param name="TransactionsPerSecond">At saturation of one node's writer.</param>
/// <param name="ItemsPerTransaction">At saturation.</param>
/// <param name="ConnectionsPerNode">Connections that a node holds to one database.</param>
internal sealed record PostgresCosts(
    double Post, double PostTogether, double Transaction, double Item, double Commit, double Prove, double Read, double Look,
    double TransactionsPerSecond, double ItemsPerTransaction, double ConnectionsPerNode);
