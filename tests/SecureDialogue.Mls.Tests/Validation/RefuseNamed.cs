using System.Text;
using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Refuses one name and counts how often it is asked.</summary>
internal sealed class RefuseNamed(string name) : ICredentialValidator
{
    internal string Name => name;

    internal int Asked { get; private set; }

    public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
    {
        Asked++;
        if (credential is BasicCredential basic && Encoding.UTF8.GetString(basic.Identity.Span) == name)
        {
            throw new MlsException(MlsError.CredentialRefused);
        }
    }
}
