using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>
    /// Makes a commit and the epoch it leads to (RFC 9420 §12.4.1). The group stays in its epoch; only one key of the own
    /// handshake ratchet is spent, so save the group, too.
    /// </summary>
    /// <param name="request">What it shall do.</param>
    /// <exception cref="MlsException">A key package breaks a rule.</exception>
    /// <exception cref="ArgumentException">A leaf to remove is the own one, is named twice or is not in the tree.</exception>
    /// <exception cref="InvalidOperationException">The group was ended by a ReInit.</exception>
    public CommitBundle CreateCommit(CommitRequest request)
    {
        RequireGoingOn();
        return CommitBuilder.Build(_state, request);
    }

    /// <summary>Goes to the epoch of a commit, ours or received; the old epoch's secrets are zeroed.</summary>
    /// <param name="staged">A commit of the current epoch; its epoch's secrets are the group's from now on.</param>
    /// <exception cref="InvalidOperationException">The commit is of another epoch, was merged already, or removes this client.</exception>
    public void Merge(StagedCommit staged)
    {
        var isCurrent = TlsEncoding.Encode(staged.BaseContext).AsSpan().SequenceEqual(TlsEncoding.Encode(_state.Context));
        if (!isCurrent)
        {
            throw new InvalidOperationException("The commit does not start from the group's epoch.");
        }

        var old = _state;
        _state = staged.TakeNext();
        old.History.Leave(old);
        old.Dispose();
    }

    private void RequireGoingOn()
    {
        if (_state.ReInit is not null)
        {
            throw new InvalidOperationException("The group was ended by a ReInit.");
        }
    }
}
