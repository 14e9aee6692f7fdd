namespace SecureDialogue.Mls.Crypto;

/// <summary>The IANA number of an MLS cipher suite (RFC 9420 §17.1).</summary>
public enum CipherSuiteId : ushort
{
    /// <summary>Reserved; no suite.</summary>
    None = 0,

    /// <summary>MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519.</summary>
    X25519Aes128GcmSha256Ed25519 = 1,

    /// <summary>MLS_128_DHKEMP256_AES128GCM_SHA256_P256.</summary>
    P256Aes128GcmSha256P256 = 2,

    /// <summary>MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519.</summary>
    X25519ChaCha20Poly1305Sha256Ed25519 = 3,

    /// <summary>MLS_256_DHKEMP521_AES256GCM_SHA512_P521.</summary>
    P521Aes256GcmSha512P521 = 5,

    /// <summary>MLS_256_DHKEMP384_AES256GCM_SHA384_P384.</summary>
    P384Aes256GcmSha384P384 = 7,
}
