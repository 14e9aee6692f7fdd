namespace SecureDialogue.Benchmarks.Scale;

/// <summary>What Redis spends, in seconds of its one core.</summary>
/// <param name="Publish">A notification with an item of 1 KiB in it that comes alone, with the node that it goes back to.</param>
/// <param name="PublishTogether">One that comes with others.</param>
/// <param name="Receiver">Handing one to one more node.</param>
/// <param name="Bytes">What one more node receives.</param>
internal sealed record RedisCosts(double Publish, double PublishTogether, double Receiver, double Bytes);
