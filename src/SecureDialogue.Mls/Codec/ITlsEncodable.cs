namespace SecureDialogue.Mls.Codec;

/// <summary>A structure with a TLS presentation-language encoding (RFC 9420 §2.1).</summary>
internal interface ITlsEncodable
{
    /// <summary>Appends the encoding.</summary>
    void WriteTo(TlsWriter writer);
}
