using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>
/// path_secret[n] = DeriveSecret(path_secret[n-1], "path") up a filtered direct path, and commit_secret, one step past its end
/// (RFC 9420 §7.4, §8). Owns its secrets.
/// </summary>
internal sealed class PathSecrets : IDisposable
{
    private readonly List<Secret> _secrets = [];

    /// <summary>Derives <paramref name="count"/> path secrets, the first being <paramref name="first"/>; takes ownership of it.</summary>
    internal PathSecrets(CipherSuite suite, Secret first, int count)
    {
        var next = first;
        for (var i = 0; i < count; i++)
        {
            _secrets.Add(next);
            next = Labels.DeriveSecret(suite, next, "path");
        }

        CommitSecret = next;
    }

    internal int Count => _secrets.Count;

    internal Secret this[int index] => _secrets[index];

    internal Secret CommitSecret { get; }

    /// <summary>node_secret[n] = DeriveSecret(path_secret[n], "node"); the pair is KEM.DeriveKeyPair(node_secret[n]).</summary>
    internal static HpkeKeyPair NodeKeyPair(CipherSuite suite, Secret pathSecret)
    {
        using var nodeSecret = Labels.DeriveSecret(suite, pathSecret, "node");
        return HpkeKeyPair.DeriveFrom(suite, nodeSecret.Bytes);
    }

    public void Dispose()
    {
        foreach (var secret in _secrets)
        {
            secret.Dispose();
        }

        CommitSecret.Dispose();
    }
}
