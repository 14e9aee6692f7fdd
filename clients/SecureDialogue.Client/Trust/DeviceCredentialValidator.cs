using SecureDialogue.Client.Cbor;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Client.Trust;

/// <summary>
/// Lets a leaf stand only if its credential is an admission with the Charter's signatures and a certificate for its key. Hours are not
/// judged here: a standing leaf stays valid, and Adds are judged by <see cref="Policy.CommitRules"/> at their commit's hour.
/// </summary>
/// <param name="charters">The chain known in the channel.</param>
public sealed class DeviceCredentialValidator(CharterChain charters) : ICredentialValidator
{
    /// <inheritdoc />
    public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
    {
        if (Read(credential, signaturePublicKey) is not { } device
            || AdmissionRules.CheckSignatures(device.Admission, charters) != AdmissionRefusal.None)
        {
            throw new MlsException(MlsError.CredentialRefused);
        }
    }

    /// <summary>Reads the credential of a leaf if it is well formed and its certificate is for this leaf's key; otherwise null.</summary>
    /// <param name="credential">The leaf's credential.</param>
    /// <param name="signaturePublicKey">The leaf's signature key.</param>
    public static DeviceCredential? Read(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
    {
        if (credential is not BasicCredential basic)
        {
            return null;
        }

        try
        {
            var device = DeviceCredential.Decode(basic.Identity.Span);
            return device.CertifiesLeaf(signaturePublicKey) ? device : null;
        }
        catch (MalformedObjectException)
        {
            // Tested: bytes that are no credential refuse the leaf, not the client.
            return null;
        }
    }
}
