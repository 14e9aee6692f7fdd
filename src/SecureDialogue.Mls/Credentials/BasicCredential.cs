namespace SecureDialogue.Mls.Credentials;

/// <summary>A bare identity; whether it is true is for <see cref="ICredentialValidator"/>.</summary>
/// <param name="Identity">Bytes the application understands.</param>
public sealed record BasicCredential(ReadOnlyMemory<byte> Identity) : Credential
{
    /// <inheritdoc />
    public override CredentialType Type => CredentialType.Basic;

    private protected override ReadOnlyMemory<byte> Body => Identity;
}
