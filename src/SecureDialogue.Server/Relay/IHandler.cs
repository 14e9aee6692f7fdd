using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>Does one call. The request has been validated and the connection serves the call's purpose.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TReply">Its answer.</typeparam>
internal interface IHandler<TRequest, TReply>
    where TReply : IReply<TReply>
{
    Task<TReply> HandleAsync(TRequest request, ConnectionState connection, CancellationToken cancellation);
}
