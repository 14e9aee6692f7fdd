using System.Security.Cryptography;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>Gives the connection its nonce.</summary>
internal sealed class HelloHandler(RelayIdentity identity) : IHandler<HelloRequest, HelloReply>
{
    public Task<HelloReply> HandleAsync(HelloRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var nonce = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        return Task.FromResult(connection.TryBegin(identity.Id, nonce)
            ? new HelloReply(RelayCode.Ok, identity.Id, nonce, RelayIdentity.Release)
            : HelloReply.Refused(RelayCode.WrongOrder));
    }
}
