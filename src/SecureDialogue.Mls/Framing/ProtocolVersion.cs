namespace SecureDialogue.Mls.Framing;

/// <summary>The protocol version (RFC 9420 §6); unknown numbers are allowed in capabilities.</summary>
public enum ProtocolVersion : ushort
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>MLS 1.0.</summary>
    Mls10 = 1,
}
