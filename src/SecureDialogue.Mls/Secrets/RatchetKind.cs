namespace SecureDialogue.Mls.Secrets;

/// <summary>Each leaf has two ratchets (RFC 9420 §9).</summary>
internal enum RatchetKind
{
    /// <summary>For proposals and commits.</summary>
    Handshake,

    /// <summary>For application data.</summary>
    Application,
}
