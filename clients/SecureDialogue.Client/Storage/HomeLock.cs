namespace SecureDialogue.Client.Storage;

/// <summary>The exclusive right to a home for one operation; ends when it is disposed or its process dies, however it dies.</summary>
public sealed class HomeLock : IDisposable
{
    private readonly FileStream _file;

    internal HomeLock(FileStream file) => _file = file;

    /// <summary>Gives the home back; a second call does nothing.</summary>
    public void Dispose() => _file.Dispose();
}
