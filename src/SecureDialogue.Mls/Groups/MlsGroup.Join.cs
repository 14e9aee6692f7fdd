using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>References of the key packages that a Welcome is for, to find the own one (RFC 9420 §12.4.3.1).</summary>
    /// <param name="welcomeMlsMessage">MLSMessage with a Welcome.</param>
    /// <exception cref="MlsException">The bytes are no Welcome.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> PeekWelcome(ReadOnlySpan<byte> welcomeMlsMessage) =>
        [.. MlsMessage.Decode<Welcome>(welcomeMlsMessage).Secrets.Select(secrets => secrets.NewMember)];

    /// <summary>Joins by Welcome (RFC 9420 §12.4.3.1). Afterwards the init key has served; throw the secrets away once the group is stored.</summary>
    /// <param name="welcomeMlsMessage">MLSMessage (Welcome).</param>
    /// <param name="keyPackage">The package that was added.</param>
    /// <param name="secrets">Its private keys; lent.</param>
    /// <param name="options">The judge of credentials, and what came beside the Welcome.</param>
    /// <exception cref="MlsException">The Welcome, the group or a member in it breaks a rule.</exception>
    /// <exception cref="ArgumentException">The secrets are not the package's.</exception>
    public static MlsGroup Join(ReadOnlySpan<byte> welcomeMlsMessage, KeyPackage keyPackage, KeyPackageSecrets secrets, JoinOptions options)
    {
        RequireOwnSecrets(keyPackage, secrets);
        var welcome = MlsMessage.Decode<Welcome>(welcomeMlsMessage);
        var (state, extensions) = WelcomeProcessor.Process(welcome, keyPackage, secrets, options);
        return new MlsGroup(state) { JoinedGroupInfoExtensions = extensions };
    }

    private static void RequireOwnSecrets(KeyPackage keyPackage, KeyPackageSecrets secrets)
    {
        if (keyPackage.CipherSuite != secrets.Suite.Id
            || !keyPackage.InitKey.Span.SequenceEqual(secrets.Init.PublicKey.Span)
            || !keyPackage.LeafNode.EncryptionKey.Span.SequenceEqual(secrets.Encryption.PublicKey.Span)
            || !keyPackage.LeafNode.SignatureKey.Span.SequenceEqual(secrets.Signature.PublicKey.Span))
        {
            throw new ArgumentException("The secrets are not those of the key package.", nameof(secrets));
        }
    }
}
