using System.Text;
using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Tests.Samples;

// sample: validator
/// <summary>Who may be in a group: the people whose keys this device has compared.</summary>
public sealed class AddressBook(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> keys) : ICredentialValidator
{
    /// <inheritdoc />
    public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
    {
        var isKnown = credential is BasicCredential { Identity: var identity }
            && keys.TryGetValue(Encoding.UTF8.GetString(identity.Span), out var key)
            && key.Span.SequenceEqual(signaturePublicKey);
        if (!isKnown)
        {
            throw new MlsException(MlsError.CredentialRefused);
        }
    }
}
// end
