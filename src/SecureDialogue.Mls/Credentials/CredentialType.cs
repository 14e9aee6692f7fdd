namespace SecureDialogue.Mls.Credentials;

/// <summary>The IANA number of a credential type (RFC 9420 §17.5); unknown numbers are allowed.</summary>
/// <param name="Value">The number.</param>
public readonly record struct CredentialType(ushort Value)
{
    /// <summary>An identity of the application's own kind.</summary>
    public static CredentialType Basic => new(1);

    /// <summary>A chain of X.509 certificates.</summary>
    public static CredentialType X509 => new(2);
}
