using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Takes every credential, also one in place of another.</summary>
internal sealed class AcceptChanges : ICredentialValidator
{
    internal static readonly AcceptChanges Instance = new();

    public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
    {
    }

    public bool IsSameClient(Credential one, Credential other) => true;
}
