using System.Collections.Concurrent;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>What was asked and answered, in order.</summary>
internal sealed class Tape<TRequest, TReply>
    where TReply : class, IReply<TReply>
{
    private readonly ConcurrentQueue<(TRequest, TReply)> _exchanges = new();

    public IReadOnlyList<(TRequest Request, TReply Reply)> Exchanges => [.. _exchanges];

    /// <summary>Ends the recording and counts it.</summary>
    public Rule Rule { get; set; } = null!;

    public void Add(TRequest request, TReply reply) => _exchanges.Enqueue((request, reply));
}
