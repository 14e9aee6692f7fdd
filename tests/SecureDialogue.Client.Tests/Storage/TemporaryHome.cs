using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

/// <summary>A directory for one home, gone with the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    internal const string Passphrase = "correct horse battery staple";

    /// <summary>As little as Argon2id takes: these tests are not about guessing.</summary>
    internal static readonly PassphraseCost Cheap = new(8192, 1);

    private readonly string _parent = System.IO.Directory.CreateTempSubdirectory("sd-home-").FullName;

    internal string Directory => Path.Combine(_parent, "home");

    internal HomeFiles Files => new(Directory);

    internal SecureStore Create() => SecureStore.Create(Directory, Passphrase, Cheap);

    internal SecureStore Open() => SecureStore.Open(Directory, Passphrase);

    public void Dispose()
    {
        if (System.IO.Directory.Exists(_parent))
        {
            System.IO.Directory.Delete(_parent, recursive: true);
        }
    }
}
