using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Schedule;

/// <summary>
/// The secrets of an epoch that live as long as it does (RFC 9420 §8, table 4). The encryption secret goes into the secret tree
/// and the confirmation key is used once, so they are not here. Owns them.
/// </summary>
internal sealed class EpochSecrets : IDisposable
{
    private const int SecretCount = 7;

    private EpochSecrets(Func<string, Secret> secretOf)
    {
        SenderDataSecret = secretOf("sender data");
        ExporterSecret = secretOf("exporter");
        ExternalSecret = secretOf("external");
        MembershipKey = secretOf("membership");
        ResumptionPsk = secretOf("resumption");
        EpochAuthenticator = secretOf("authentication");
        InitSecret = secretOf("init");
    }

    internal Secret SenderDataSecret { get; }

    internal Secret ExporterSecret { get; }

    internal Secret ExternalSecret { get; }

    internal Secret MembershipKey { get; }

    internal Secret ResumptionPsk { get; }

    internal Secret EpochAuthenticator { get; }

    internal Secret InitSecret { get; }

    private Secret[] All =>
        [SenderDataSecret, ExporterSecret, ExternalSecret, MembershipKey, ResumptionPsk, EpochAuthenticator, InitSecret];

    /// <summary>secret = DeriveSecret(epoch_secret, label).</summary>
    internal static EpochSecrets Derive(CipherSuite suite, Secret epochSecret) =>
        new(label => Labels.DeriveSecret(suite, epochSecret, label));

    internal void Save(TlsWriter writer)
    {
        foreach (var secret in All)
        {
            writer.WriteOpaque(secret.Bytes);
        }
    }

    internal static EpochSecrets Load(ref TlsReader reader, Custody custody)
    {
        var saved = new Queue<Secret>();
        for (var i = 0; i < SecretCount; i++)
        {
            saved.Enqueue(custody.Hold(new Secret(reader.ReadOpaqueSpan())));
        }

        return new EpochSecrets(_ => saved.Dequeue());
    }

    public void Dispose()
    {
        foreach (var secret in All)
        {
            secret.Dispose();
        }
    }
}
