using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// Keeps key packages in the own mailbox, each with a fresh leaf key that serves one channel. Refilled to 20 when under 10. The
/// relay never deletes the last; once it is the last left, or the device has another admission, all are replaced.
/// </summary>
internal sealed class PackageStock(DeviceSession session)
{
    private const int Full = 20;
    private const int Low = 10;
    private const ulong LifetimeSeconds = 90 * 24 * 3600;
    private const ulong ClockSkewSeconds = 3600;

    /// <summary>Makes a leaf: a fresh signature key and the credential that binds it to this device.</summary>
    internal static (SignatureKeyPair Key, Credential Credential) DrawLeaf(CipherSuite suite, CoSigned<Admission> admission, byte[] deviceSeed)
    {
        var key = SignatureKeyPair.Generate(suite);
        return (key, new BasicCredential(DeviceCredential.Create(admission, key.PublicKey.Span, deviceSeed).Encode()));
    }

    /// <summary>How long a leaf made now is valid.</summary>
    internal static Lifetime LifetimeFrom(DateTimeOffset now)
    {
        var seconds = (ulong)now.ToUnixTimeSeconds();
        return new Lifetime(seconds - ClockSkewSeconds, seconds + LifetimeSeconds);
    }

    /// <summary>Puts packages if few are left; the mailbox is open.</summary>
    /// <param name="left">How many the relay still has.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task RefillAsync(int left, CancellationToken cancellation)
    {
        if (session.Device.Stage != Stage.Admitted || session.Admission is not { } admission)
        {
            return;
        }

        var isOutdated = !admission.Id.Value.Span.SequenceEqual(session.Device.PackagesOf);
        if (left >= Low && !isOutdated)
        {
            return;
        }

        var replace = left <= 1 || isOutdated;
        var made = Make(admission, Full - (replace ? 0 : left));
        Faults.Pass(FaultPoint.BeforePackagesPersist);
        session.Store.Write(writer => Keep(writer, made, replace));
        Faults.Pass(FaultPoint.AfterPackagesPersist);
        var keys = session.Device.Mailbox;
        var connection = await session.Relay.MailboxAsync(keys, cancellation).ConfigureAwait(false);
        var packages = made.Select(one => (ReadOnlyMemory<byte>)SealedPackage.Seal(one.Record.Package, keys.Card)).ToArray();
        var request = new PutPackagesRequest(keys.Mailbox, replace, packages, default);
        request = request with { Signature = Ed25519.Sign(keys.OwnerSeed, PackagesProof.Bytes(connection.Context, request)) };
        RelayAnswer.Expect(await connection.PutPackages(request).ConfigureAwait(false));
        session.Relay.PackagesLeft = Full;
        if (isOutdated)
        {
            session.Save(session.Device with { PackagesOf = admission.Id.Value.ToArray() });
        }
    }

    private List<(byte[] Reference, StoredPackage Record)> Make(CoSigned<Admission> admission, int count)
    {
        var made = new List<(byte[], StoredPackage)>(count);
        var number = session.Time.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < count; i++)
        {
            var (key, credential) = DrawLeaf(LetterSeal.Suite, admission, session.Device.DeviceSeed);
            using (key)
            {
                var (package, secrets) = KeyPackage.Create(
                    LetterSeal.Suite, credential, key, ChannelGroup.Capabilities, LifetimeFrom(session.Time.GetUtcNow()), [], []);
                using (secrets)
                {
                    made.Add((package.Reference(LetterSeal.Suite), new StoredPackage(package.Encode(), secrets.Save(), number + i) { IsLast = i == count - 1 }));
                }
            }
        }

        return made;
    }

    private void Keep(StoreWriter writer, List<(byte[] Reference, StoredPackage Record)> made, bool replace)
    {
        // Packages that a Welcome on its way may have used are kept; only those too old for any Welcome go.
        var oldest = session.Time.GetUtcNow().AddDays(-92).ToUnixTimeMilliseconds();
        var kept = session.Store.List(Bucket.Packages).Select(entry => (entry.Key, Record: LocalRecord.Decode<StoredPackage>(entry.Value.ToArray()))).ToArray();
        var newest = kept.Select(one => one.Record.Number).DefaultIfEmpty().Max();
        foreach (var (key, old) in kept)
        {
            // The last one put may be in a second Welcome that has not come yet.
            if (old.Number < oldest || (replace && old.Used && old.Number < newest))
            {
                writer.Delete(Bucket.Packages, key.Span);
            }
        }

        foreach (var (reference, record) in made)
        {
            LocalRecord.Put(writer, Bucket.Packages, reference, record);
        }
    }
}
