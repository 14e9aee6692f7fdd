namespace SecureDialogue.Server.Platform.Storage;

/// <summary>What a piece of work sees of the transaction that it shares with others.</summary>
internal sealed class WriteBatch(IRows rows, IGathered? gathered)
{
    private readonly List<Action> _after = [];
    private readonly Dictionary<Type, object> _kept = [];

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

    /// <summary>What all pieces of the transaction add to: the first makes it.</summary>
    public T Gather<T>(Func<T> make)
        where T : class
    {
        if (!_kept.TryGetValue(typeof(T), out var kept))
        {
            kept = make();
            _kept.Add(typeof(T), kept);
        }

        return (T)kept;
    }

    public void Committed()
    {
        foreach (var action in _after)
        {
            action();
        }
    }
}
