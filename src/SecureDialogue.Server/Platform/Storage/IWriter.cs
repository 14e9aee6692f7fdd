namespace SecureDialogue.Server.Platform.Storage;

/// <summary>The one connection by which a node writes to a database.</summary>
internal interface IWriter : IDisposable
{
    /// <summary>Begins a transaction for these pieces.</summary>
    WriteBatch Begin(IReadOnlyList<WriteWork> pieces);

    /// <summary>Ends when the transaction is durable.</summary>
    void Commit(WriteBatch batch);

    /// <summary>Undoes what was begun, if anything was; the writer is as new.</summary>
    void Rollback();

    /// <summary>Uses a quiet moment; false when there is nothing left to do in the next one.</summary>
    /// <exception cref="System.Data.Common.DbException">It did not succeed and may be tried again.</exception>
    /// <exception cref="IOException">The same.</exception>
    bool Rest();
}
