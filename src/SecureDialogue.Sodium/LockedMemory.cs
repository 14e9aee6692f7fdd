namespace SecureDialogue.Sodium;

/// <summary>
/// A block of memory that is kept out of swap and core dumps, guarded on both sides, and zeroed when freed. For a handful of
/// long-lived secrets: each block costs four mappings.
/// </summary>
public sealed unsafe class LockedMemory : IDisposable
{
    private void* _block;

    /// <summary>Allocates a zeroed block.</summary>
    /// <param name="length">Bytes, 1 or more.</param>
    /// <exception cref="InsufficientMemoryException">The system gives no more locked memory.</exception>
    public LockedMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        _block = Native.sodium_malloc((nuint)length);
        if (_block == null)
        {
            throw new InsufficientMemoryException("No locked memory is available.");
        }

        Length = length;
        new Span<byte>(_block, length).Clear();
    }

    /// <summary>Frees the block if its owner did not.</summary>
    ~LockedMemory() => Free();

    /// <summary>Bytes of the block.</summary>
    public int Length { get; }

    /// <summary>The block itself; not to be kept beyond the owner's life.</summary>
    /// <exception cref="ObjectDisposedException">The block was freed.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_block == null, this);
            return new Span<byte>(_block, Length);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        var block = _block;
        _block = null;
        if (block != null)
        {
            Native.sodium_free(block);
        }
    }
}
