namespace SecureDialogue.Wire;

/// <summary>The version of the protocol between client and relay.</summary>
public static class ProtocolVersion
{
    /// <summary>The version this code speaks; a relay answers <see cref="RelayCode.WrongVersion"/> to any other.</summary>
    public const int Current = 1;

    /// <summary>Path of the hub below the relay's address.</summary>
    public const string HubPath = "/relay";
}
