using System.Net.Security;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>Which relay to connect to, and how.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Expected">The installation that must answer there; null only before it is known.</param>
public sealed record RelayTarget(RelayAddress Address, RelayId? Expected)
{
    /// <summary>A SOCKS or HTTP proxy, <c>socks5://host:port</c>; needed for an onion service.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>How long one call, and the opening of a connection, may take: 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often a quiet connection is tried: 15 s. Twice as long without a sign of the relay ends it.</summary>
    internal TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Judges certificates in place of the system; for tests.</summary>
    internal RemoteCertificateValidationCallback? CertificateTrust { get; init; }

    /// <summary>What its connections learned about the network.</summary>
    internal BlockedSockets Blocked { get; } = new();
}
