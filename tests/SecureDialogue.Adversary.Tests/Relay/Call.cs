using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>A call of the protocol, with the types of its request and its answer.</summary>
/// <param name="Name">As <see cref="IRelayHub"/> names it.</param>
internal sealed record Call<TRequest, TReply>(string Name)
    where TReply : class, IReply<TReply>;
