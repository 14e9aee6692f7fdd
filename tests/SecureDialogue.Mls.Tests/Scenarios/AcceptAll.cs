using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Accepts every credential.</summary>
internal sealed class AcceptAll : ICredentialValidator
{
    internal static readonly AcceptAll Instance = new();

    public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
    {
        // Nothing is refused.
    }
}
