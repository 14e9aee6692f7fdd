namespace SecureDialogue.Benchmarks.Scale;

/// <summary>A load on real servers whose costs were not used to fit anything: what the simulator has to foretell.</summary>
/// <param name="Channels">Channels with one sender each.</param>
/// <param name="Members">Connections of each channel, the sender's included.</param>
/// <param name="MessagesPerSecond">All channels together.</param>
/// <param name="NodeCores">Cores that the node used.</param>
/// <param name="PostgresCores">Cores that PostgreSQL used.</param>
/// <param name="RedisCores">Cores that Redis used.</param>
/// <param name="Answer">Answers to messages that were alone, just before and after.</param>
/// <param name="P50">Seconds from the post to a delivery.</param>
/// <param name="P99">The same for the slowest hundredth.</param>
internal sealed record CheckedLoad(
    int Channels, int Members, double MessagesPerSecond, double NodeCores, double PostgresCores, double RedisCores, Times Answer, double P50, double P99);
