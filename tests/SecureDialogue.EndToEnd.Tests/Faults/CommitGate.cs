using System.Text;
using SecureDialogue.EndToEnd.Tests.Kills;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Waits in a <see cref="Link"/> for the next commit on its way to the relay, and lets it pass, with its answer lost, or not.</summary>
internal sealed class CommitGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isShut;

    /// <summary>Completes when a commit stands before it.</summary>
    public Task Reached => _reached.Task;

    public void Shut() => _isShut = true;

    /// <summary>Lets what stands before it pass.</summary>
    public void Open()
    {
        _isShut = false;
        _passed.TrySetResult();
    }

    /// <summary>What stands before it is lost.</summary>
    public void Drop()
    {
        _isShut = false;
        _passed.TrySetCanceled();
    }

    /// <summary>For one connection.</summary>
    public Func<ReadOnlyMemory<byte>, Task> Watch()
    {
        var reader = new FrameReader();
        return bytes =>
        {
            var isCommit = reader.Add(bytes.Span).Any(message => Encoding.UTF8.GetString(message).Contains("\"target\":\"Commit\"", StringComparison.Ordinal));
            if (!isCommit || !_isShut)
            {
                return Task.CompletedTask;
            }

            _reached.TrySetResult();
            return _passed.Task;
        };
    }
}
