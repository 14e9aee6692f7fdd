using SecureDialogue.Client.Connection;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>Lets good answers of the relay through.</summary>
internal static class RelayAnswer
{
    /// <summary>The answer, if it is good.</summary>
    /// <exception cref="RelayRefusedException">It is not.</exception>
    internal static T Expect<T>(T reply)
        where T : IReply<T> => reply.Code == RelayCode.Ok ? reply : throw new RelayRefusedException(reply.Code);
}
