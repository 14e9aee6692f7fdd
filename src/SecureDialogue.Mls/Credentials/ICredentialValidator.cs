namespace SecureDialogue.Mls.Credentials;

/// <summary>
/// The application's judgement of a credential (RFC 9420 §5.3.1). Asked for every leaf of a joined tree and for every leaf that a
/// commit adds or changes.
/// </summary>
public interface ICredentialValidator
{
    /// <summary>Returns if the credential may stand in the group with this key.</summary>
    /// <param name="credential">The leaf's credential.</param>
    /// <param name="signaturePublicKey">The leaf's signature key.</param>
    /// <exception cref="MlsException"><see cref="MlsError.CredentialRefused"/>.</exception>
    void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey);
}
