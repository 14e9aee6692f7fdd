namespace SecureDialogue.Client.Storage;

/// <summary>
/// The directory of one person on one device: <c>lock</c> (empty; who holds it may change the home), <c>key.json</c> (the store
/// key, wrapped by the passphrase) and <c>store.db</c> (the sealed records, with SQLite's own files beside it). On Unix the
/// directory is its owner's alone (0700, files 0600).
/// </summary>
public sealed class Home
{
    /// <summary>How long an operation waits for another one's end.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;

    private Home(string directory, TimeProvider time)
    {
        Directory = Path.GetFullPath(directory);
        _time = time;
    }

    /// <summary>The directory, as a full path.</summary>
    public string Directory { get; }

    internal HomeFiles Files => new(Directory);

    /// <summary>Makes an empty home: the directory, where it is missing, and the lock in it.</summary>
    /// <param name="directory">A missing or empty directory.</param>
    /// <param name="time">The clock for waiting; the system's where none is given.</param>
    /// <exception cref="StoreException"><see cref="StoreError.AlreadyExists"/>, <see cref="StoreError.DiskFull"/> or <see cref="StoreError.Unavailable"/>.</exception>
    public static Home Create(string directory, TimeProvider? time = null)
    {
        var home = new Home(directory, time ?? TimeProvider.System);
        StoreFailure.Translate(home.Files.Create);
        return home;
    }

    /// <summary>Finds a home.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="time">The clock for waiting; the system's where none is given.</param>
    /// <exception cref="StoreException"><see cref="StoreError.NotAHome"/>.</exception>
    public static Home Open(string directory, TimeProvider? time = null)
    {
        var home = new Home(directory, time ?? TimeProvider.System);
        return home.Files.Any ? home : throw new StoreException(StoreError.NotAHome);
    }

    /// <summary>
    /// Takes the home for one operation, against every other process and every other thread of this one. Not reentrant: an
    /// operation that takes it twice waits for itself.
    /// </summary>
    /// <param name="timeout">How long to wait; <see cref="LockTimeout"/> where none is given.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="HomeBusyException">It was held for as long.</exception>
    /// <exception cref="StoreException"><see cref="StoreError.NotAHome"/> when it was wiped, or <see cref="StoreError.Unavailable"/>.</exception>
    public async Task<HomeLock> LockAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(timeout ?? LockTimeout, _time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // The system has no lock with a time limit, so it is asked again and again.
            var pause = TimeSpan.FromMilliseconds(4);
            while (true)
            {
                if (StoreFailure.Translate(Files.TryLock) is { } file)
                {
                    return new HomeLock(file);
                }

                await Task.Delay(pause, _time, waiting.Token).ConfigureAwait(false);
                pause = pause < TimeSpan.FromMilliseconds(30) ? pause * 1.5 : pause;
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HomeBusyException(e);
        }
    }
}
