namespace SecureDialogue.Client.Connection;

/// <summary>The relay could not be reached, or was lost during a call: every failure of network, proxy, TLS and framing.</summary>
public sealed class RelayUnreachableException : Exception
{
    internal RelayUnreachableException(UnreachableReason reason, Exception? inner = null)
        : base(Sentence(reason), inner) => Reason = reason;

    /// <summary>Why.</summary>
    public UnreachableReason Reason { get; }

    private static string Sentence(UnreachableReason reason) => reason switch
    {
        UnreachableReason.NotConnected => "the relay cannot be reached",
        UnreachableReason.NotARelay => "what answers at this address is not a relay",
        UnreachableReason.Certificate => "the relay's certificate is not accepted, or it does not speak TLS",
        UnreachableReason.NeedsProxy => "an onion service is reached through a proxy only",
        UnreachableReason.Timeout => "the relay does not answer in time",
        UnreachableReason.Cut => "the connection to the relay was cut",
        UnreachableReason.Failed => "the relay failed, or answered what this version does not know",
        _ => reason.ToString(),
    };
}
