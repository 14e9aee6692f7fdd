namespace SecureDialogue.Server.Platform.Storage;

/// <summary>What a piece of work sees of the transaction that it shares with others.</summary>
internal sealed class WriteBatch(IRows rows, IGathered? gathered)
{
    private readonly List<Action> _after = [];

    public IRows Rows
    {
        get
        {
            gathered?.Release();
            return rows;
        }
    }

    /// <summary>What was loaded for all pieces at once; null where the store has a piece use statements of its own.</summary>
    public IGathered? Gathered => gathered;

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
