namespace SecureDialogue.Client.Storage;

/// <summary>
/// The encrypted records of one home. A record lies in a bucket under a key or, where its order matters, under a number; a bucket
/// is nothing but a name. The file shows how many records there are, how large and when they were added, and the numbers in clear;
/// names of buckets, keys and values it shows not, and no record can be put in another's place. What it cannot see is a record being
/// taken away, or a record or the whole directory being put back to what it was earlier.
/// <para>
/// Reading needs no <see cref="HomeLock"/>. An operation that reads, decides and writes takes one first (<see cref="LockAsync"/>),
/// then compares <see cref="Generation"/> with the one it has seen, and drops what it holds in memory if they differ.
/// Instances may be used by several threads; several processes may have one home open for as long as they like.
/// </para>
/// </summary>
public sealed class SecureStore : IDisposable
{
    /// <summary>Bytes of a key, at most.</summary>
    public const int KeyBytes = 1024;

    private readonly Lock _gate = new();
    private readonly RecordTable _table;
    private readonly StoreKeys _keys;
    private bool _writing;
    private bool _disposed;

    private SecureStore(Home home, RecordTable table, StoreKeys keys)
    {
        Home = home;
        _table = table;
        _keys = keys;
    }

    /// <summary>The home whose records these are.</summary>
    public Home Home { get; }

    /// <summary>
    /// Differs from its earlier value of the same instance exactly when somebody else, another process or another instance, has
    /// written meanwhile; own writes leave it. Means nothing to another instance. Costs no disk access.
    /// </summary>
    public long Generation => Guard(_table.DataVersion);

    /// <summary>Makes a home with an empty store in it. Takes about 0.1 s and 64 MiB for the passphrase.</summary>
    /// <param name="directory">A missing or empty directory.</param>
    /// <param name="passphrase">Not empty; compared in Unicode's form C.</param>
    /// <param name="time">The clock for waiting; the system's where none is given.</param>
    /// <exception cref="StoreException">Nothing is left of the home that could not be made.</exception>
    public static SecureStore Create(string directory, ReadOnlySpan<char> passphrase, TimeProvider? time = null) =>
        Create(directory, passphrase, PassphraseCost.Standard, time);

    /// <summary>Opens the store of a home.</summary>
    /// <param name="directory">The home's directory.</param>
    /// <param name="passphrase">The one it was made with.</param>
    /// <param name="time">The clock for waiting; the system's where none is given.</param>
    /// <exception cref="StoreException">Any <see cref="StoreError"/> but <see cref="StoreError.AlreadyExists"/>.</exception>
    public static SecureStore Open(string directory, ReadOnlySpan<char> passphrase, TimeProvider? time = null)
    {
        var home = Home.Open(directory, time);
        var keys = KeyFile.Read(home.Files.Key).Unwrap(passphrase);
        try
        {
            return new SecureStore(home, StoreFailure.Translate(() => RecordTable.Open(home.Files.Database, keys)), keys);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>Deletes a home with all that is in it, the key first; works without the passphrase. Whoever has it open finds it broken.</summary>
    /// <param name="directory">The home's directory.</param>
    /// <exception cref="StoreException"><see cref="StoreError.NotAHome"/> or <see cref="StoreError.Unavailable"/>.</exception>
    public static void Wipe(string directory) => StoreFailure.Translate(Home.Open(directory).Files.Wipe);

    /// <summary>Takes the home for one operation; see <see cref="Home.LockAsync"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Home.LockTimeout"/> where none is given.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="HomeBusyException">It was held for as long.</exception>
    public Task<HomeLock> LockAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Home.LockAsync(timeout, cancellationToken);

    /// <summary>What is under a key; null when there is nothing.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <returns>The caller's own copy, to be cleared where it is secret.</returns>
    /// <exception cref="StoreException">The store failed, or the record is not what was written.</exception>
    public byte[]? Get(string bucket, ReadOnlySpan<byte> key)
    {
        var name = RecordName.Of(bucket, key);
        return Guard(() => _table.Get(name));
    }

    /// <summary>What is under a number; null when there is nothing.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="ordinal">The number.</param>
    /// <returns>The caller's own copy, to be cleared where it is secret.</returns>
    /// <exception cref="StoreException">The store failed, or the record is not what was written.</exception>
    public byte[]? Get(string bucket, long ordinal) => Guard(() => _table.Get(RecordName.Of(bucket, ordinal)));

    /// <summary>Every record of a bucket that is under a key, in the order of their first writing.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <exception cref="StoreException">The store failed, or a record is not what was written.</exception>
    public IReadOnlyList<StoreEntry> List(string bucket) => Guard(() => _table.List(bucket));

    /// <summary>Records of a bucket that are under a number, in ascending order.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="after">The numbers are greater.</param>
    /// <param name="limit">How many at most.</param>
    /// <exception cref="StoreException">The store failed, or a record is not what was written.</exception>
    public IReadOnlyList<OrdinalEntry> Range(string bucket, long after, int limit = int.MaxValue) => Guard(() => _table.Range(bucket, after, limit));

    /// <summary>The greatest number of a bucket; null when it has none.</summary>
    /// <param name="bucket">The bucket.</param>
    public long? LastOrdinal(string bucket) => Guard(() => _table.LastOrdinal(bucket));

    /// <summary>
    /// One durable transaction: when it returns, all changes are on the disk; when anything throws, inside or at its end, none is.
    /// Reading through the store inside sees the changes made so far.
    /// </summary>
    /// <param name="changes">Makes the changes; not nested, and quick, for it holds up every other writer.</param>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public void Write(Action<StoreWriter> changes)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_writing)
            {
                throw new InvalidOperationException("A transaction holds no other.");
            }

            _writing = true;
            var writer = new StoreWriter(_table);
            try
            {
                _table.Transact(() => changes(writer));
            }
            finally
            {
                writer.End();
                _writing = false;
            }
        }
    }

    /// <summary>Closes the store and clears its keys; the home stays.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _table.Dispose();
            _keys.Dispose();
        }
    }

    internal static SecureStore Create(string directory, ReadOnlySpan<char> passphrase, PassphraseCost cost, TimeProvider? time = null)
    {
        var (file, keys) = KeyFile.Make(passphrase, cost);
        Home? home = null;
        try
        {
            home = Home.Create(directory, time);
            var files = home.Files;
            return StoreFailure.Translate(() =>
            {
                HomeFiles.WriteNew(files.Key, file.Encode());
                HomeFiles.WriteNew(files.Database, []);
                return new SecureStore(home, RecordTable.Create(files.Database, keys), keys);
            });
        }
        catch
        {
            keys.Dispose();
            home?.Files.Wipe();
            throw;
        }
    }

    /// <summary>Lets the file grow to so many pages and no further: how tests fill a disk.</summary>
    internal void LimitPages(int pages) => Guard(() => _table.LimitPages(pages));

    private T Guard<T>(Func<T> read)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return StoreFailure.Translate(read);
        }
    }
}
