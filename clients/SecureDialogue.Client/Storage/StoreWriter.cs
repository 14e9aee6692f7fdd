namespace SecureDialogue.Client.Storage;

/// <summary>The changes of one transaction of <see cref="SecureStore.Write"/>; of no use after it.</summary>
public sealed class StoreWriter
{
    private RecordTable? _table;

    internal StoreWriter(RecordTable table) => _table = table;

    private RecordTable Table => _table ?? throw new InvalidOperationException("The transaction is over.");

    /// <summary>Stores a value under a key, in place of the one before.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">At most <see cref="SecureStore.KeyBytes"/> bytes.</param>
    /// <param name="value">Any length; the caller clears it where it is secret.</param>
    public void Put(string bucket, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Table.Put(RecordName.Of(bucket, key), value);

    /// <summary>Stores a value under a number, in place of the one before.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="ordinal">The number; it stands in clear in the file.</param>
    /// <param name="value">Any length; the caller clears it where it is secret.</param>
    public void Put(string bucket, long ordinal, ReadOnlySpan<byte> value) => Table.Put(RecordName.Of(bucket, ordinal), value);

    /// <summary>Removes what is under a key, where there is something.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    public void Delete(string bucket, ReadOnlySpan<byte> key) => Table.Delete(RecordName.Of(bucket, key));

    /// <summary>Removes what is under a number, where there is something.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="ordinal">The number.</param>
    public void Delete(string bucket, long ordinal) => Table.Delete(RecordName.Of(bucket, ordinal));

    /// <summary>Removes everything that is in a bucket.</summary>
    /// <param name="bucket">The bucket.</param>
    public void Clear(string bucket) => Table.Clear(bucket);

    internal void End() => _table = null;
}
