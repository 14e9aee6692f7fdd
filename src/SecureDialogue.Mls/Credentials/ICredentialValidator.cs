using SecureDialogue.Mls.Codec;

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

    /// <summary>
    /// Returns if a member's leaf, or that of a member who comes back by an external commit, may have the new credential in place
    /// of the old. As it stands nobody changes his credential.
    /// </summary>
    /// <param name="before">The credential of the leaf that goes.</param>
    /// <param name="after">The credential of the leaf that comes.</param>
    /// <param name="signaturePublicKey">The key of the leaf that comes.</param>
    /// <exception cref="MlsException"><see cref="MlsError.CredentialRefused"/>.</exception>
    void ValidateSuccessor(Credential before, Credential after, ReadOnlySpan<byte> signaturePublicKey)
    {
        if (!IsSameClient(before, after))
        {
            throw new MlsException(MlsError.CredentialRefused);
        }

        Validate(after, signaturePublicKey);
    }

    /// <summary>Whether two credentials are one client's; as it stands, if they are equal byte for byte.</summary>
    /// <param name="one">A credential.</param>
    /// <param name="other">Another, of the successor of a leaf or a group.</param>
    bool IsSameClient(Credential one, Credential other) =>
        TlsEncoding.Encode(one).AsSpan().SequenceEqual(TlsEncoding.Encode(other));
}
