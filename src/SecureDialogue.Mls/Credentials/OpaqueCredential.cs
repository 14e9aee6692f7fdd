namespace SecureDialogue.Mls.Credentials;

/// <summary>A credential of a type this engine does not look into.</summary>
/// <param name="CredentialType">Its type.</param>
/// <param name="Content">The content of its one vector.</param>
public sealed record OpaqueCredential(CredentialType CredentialType, ReadOnlyMemory<byte> Content) : Credential
{
    /// <inheritdoc />
    public override CredentialType Type => CredentialType;

    private protected override ReadOnlyMemory<byte> Body => Content;
}
