namespace SecureDialogue.Client.Connection;

/// <summary>Why a relay could not be reached, or was lost.</summary>
public enum UnreachableReason
{
    /// <summary>No connection came about: the name is unknown, nothing listens there, or there is no network.</summary>
    NotConnected,

    /// <summary>There is something at the address, but it is no relay.</summary>
    NotARelay,

    /// <summary>TLS did not come about: the certificate is not valid for the address, or there is no TLS.</summary>
    Certificate,

    /// <summary>An onion service was asked for without a proxy.</summary>
    NeedsProxy,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The connection was cut; whether the call was carried out is unknown.</summary>
    Cut,

    /// <summary>The relay failed in the call or answered what the protocol does not know; whether the call was carried out is unknown.</summary>
    Failed,
}
