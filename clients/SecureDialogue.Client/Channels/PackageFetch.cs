using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>Fetches a key package of a device, and takes it only if it is that device's own.</summary>
internal sealed class PackageFetch(DeviceSession session, CipherSuite suite)
{
    private readonly Lazy<IReadOnlySet<Opaque>> _serving = new(() => ServingLeaves.Read(session.Store));

    /// <summary>The package, opened and verified; null when there is none, or it is another's.</summary>
    /// <param name="name">For the alarm.</param>
    /// <param name="card">The device's mailbox.</param>
    /// <param name="isOwn">Whether the credential in it is the one awaited.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<Newcomer?> FetchAsync(string name, MailboxCard card, Func<DeviceCredential, bool> isOwn, CancellationToken cancellation)
    {
        var connection = await session.Relay.LettersAsync(cancellation).ConfigureAwait(false);
        var reply = await connection.FetchPackage(
            new FetchPackageRequest(OpaqueId.Read<MailboxId>(card.Mailbox.Span), card.DropToken.Span.ToArray())).ConfigureAwait(false);
        if (reply.Code is RelayCode.NoPackage or RelayCode.MailboxGone)
        {
            return null;
        }

        RelayAnswer.Expect(reply);
        try
        {
            var package = KeyPackage.Decode(SealedPackage.Open(reply.Package.Span, card));
            package.Verify(suite, (ulong)session.Time.GetUtcNow().ToUnixTimeSeconds());
            var credential = DeviceCredentialValidator.Read(package.LeafNode.Credential, package.LeafNode.SignatureKey.Span);
            TrustFields.Require(credential is not null && isOwn(credential), "a package of another device");
            if (!reply.Last && _serving.Value.Contains(new Opaque(package.LeafNode.SignatureKey.Span)))
            {
                return Refuse(name, "was used before");
            }

            return new Newcomer(name, credential!.Device, card, package);
        }
        catch (MlsException refused) when (refused.Error == MlsError.LeafLifetimeOver)
        {
            return Refuse(name, "is out of date");
        }
        catch (Exception refused) when (refused is MalformedObjectException or MlsException)
        {
            return Refuse(name, "is not that device's own");
        }
    }

    private Newcomer? Refuse(string name, string why)
    {
        session.Alarms.Add($"the relay gave a key package for {name} that {why}; it was refused");
        return null;
    }
}
