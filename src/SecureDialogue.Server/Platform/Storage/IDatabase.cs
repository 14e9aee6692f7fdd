namespace SecureDialogue.Server.Platform.Storage;

/// <summary>One of the relay's two databases: a single writer with group commit, and readers of their own.</summary>
internal interface IDatabase : IAsyncDisposable
{
    /// <summary>Whether the last transaction could be stored.</summary>
    bool CanWrite { get; }

    /// <summary>Runs the work in a transaction that it shares with others; ends when it is durable.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="work">It may run again, so it keeps nothing in memory.</param>
    /// <param name="cancellation">Ends the waiting, not the work.</param>
    Task<T> WriteAsync<T>(WriteKey key, Func<WriteBatch, T> work, CancellationToken cancellation);

    /// <summary>Reads what is durable.</summary>
    Task<T> ReadAsync<T>(Func<IRows, T> work, CancellationToken cancellation);

    /// <summary>Whether something of ordinary size can be written now.</summary>
    Task<bool> ProbeAsync(CancellationToken cancellation);
}
