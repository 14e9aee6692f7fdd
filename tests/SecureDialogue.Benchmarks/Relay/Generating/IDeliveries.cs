namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>Hears of every body that reaches a connection.</summary>
internal interface IDeliveries
{
    /// <param name="connection">Who received it.</param>
    /// <param name="microseconds">When it should have been sent.</param>
    /// <param name="member">Index of the connection that sent it.</param>
    void Deliver(Connection connection, long microseconds, int member);
}
