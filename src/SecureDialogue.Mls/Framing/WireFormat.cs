namespace SecureDialogue.Mls.Framing;

/// <summary>What an MLSMessage holds (RFC 9420 §6).</summary>
public enum WireFormat : ushort
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>A signed message in clear.</summary>
    PublicMessage = 1,

    /// <summary>An encrypted message.</summary>
    PrivateMessage = 2,

    /// <summary>A Welcome.</summary>
    Welcome = 3,

    /// <summary>A GroupInfo.</summary>
    GroupInfo = 4,

    /// <summary>A key package.</summary>
    KeyPackage = 5,
}
