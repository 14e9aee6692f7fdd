namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>What a piece of work sees of the transaction that it shares with others.</summary>
internal sealed class WriteBatch(SqliteSession rows)
{
    private readonly List<Action> _after = [];

    public SqliteSession Rows { get; } = rows;

    /// <summary>Does something once the transaction is durable, in the order of the work. It must not wait.</summary>
    public void AfterCommit(Action action) => _after.Add(action);

    public void Committed()
    {
        foreach (var action in _after)
        {
            action();
        }
    }
}
