namespace SecureDialogue.Server.Platform.Storage;

/// <summary>One request's piece of a transaction. It may run again when a neighbour failed, so it keeps nothing in memory.</summary>
internal abstract class WriteWork
{
    private protected WriteWork(WriteKey key) => Key = key;

    public WriteKey Key { get; }

    public abstract void Run(WriteBatch batch);

    public abstract void Answer();

    public abstract void Fail(Exception failure);

    /// <summary>Work that has a result.</summary>
    internal sealed class Of<T>(WriteKey key, Func<WriteBatch, T> work) : WriteWork(key)
    {
        // Continuations elsewhere: the writer must not run a client's answer.
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _answer.Task;

        public override void Run(WriteBatch batch) => _result = work(batch);

        public override void Answer() => _answer.TrySetResult(_result!);

        public override void Fail(Exception failure) => _answer.TrySetException(failure);
    }
}
