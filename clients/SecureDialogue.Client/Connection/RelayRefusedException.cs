using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>The relay refuses the connection in its answer to Hello.</summary>
public sealed class RelayRefusedException : Exception
{
    internal RelayRefusedException(RelayCode code)
        : base(code == RelayCode.WrongVersion
            ? "the relay speaks another version of the protocol"
            : "the relay takes no connections at the moment") => Code = code;

    /// <summary><see cref="RelayCode.WrongVersion"/> is for good; <see cref="RelayCode.TooMany"/> and <see cref="RelayCode.Unavailable"/> pass.</summary>
    public RelayCode Code { get; }
}
