namespace SecureDialogue.Wire;

/// <summary>The first call on every connection.</summary>
/// <param name="Version"><see cref="ProtocolVersion.Current"/>.</param>
public sealed record HelloRequest(int Version);

/// <summary>The relay introduces itself.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Relay">The installation.</param>
/// <param name="Nonce">32 bytes that every proof on this connection covers.</param>
/// <param name="Release">The relay's version, for people.</param>
public sealed record HelloReply(RelayCode Code, RelayId Relay, ReadOnlyMemory<byte> Nonce, string Release) : IReply<HelloReply>
{
    /// <inheritdoc />
    public static HelloReply Refused(RelayCode code) => new(code, default, default, "");
}
