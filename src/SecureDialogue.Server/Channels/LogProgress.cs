namespace SecureDialogue.Server.Channels;

/// <summary>
/// Which sequences of a channel a node has pushed: all up to one, and some ahead of it, whose predecessors another node has stored and
/// whose word has not come. Not for use by two threads.
/// </summary>
internal sealed class LogProgress
{
    private readonly SortedSet<long> _ahead = [];

    /// <summary>Everything up to here was pushed or is older than the subscription; -1 before <see cref="Begin"/>.</summary>
    public long Known { get; private set; } = -1;

    /// <summary>The last sequence that the node has heard of.</summary>
    public long Heard { get; private set; }

    /// <summary>Whether something that the node has heard of, or that lies before it, was not pushed.</summary>
    public bool HasGap => Known >= 0 && Known < Heard;

    /// <summary>The first subscriber has read up to here.</summary>
    public void Begin(long head)
    {
        if (Known < 0)
        {
            Reach(head);
        }
    }

    /// <summary>Nothing up to here is missing.</summary>
    public void Reach(long sequence)
    {
        Known = Math.Max(Known, sequence);
        _ = _ahead.RemoveWhere(ahead => ahead <= Known);
        while (_ahead.Remove(Known + 1))
        {
            Known++;
        }
    }

    /// <summary>It is stored, and this node does not have it.</summary>
    public void Hear(long sequence) => Heard = Math.Max(Heard, sequence);

    /// <summary>The log was read to its end: what was heard of until before that and is not there, somebody made up.</summary>
    public void Settle(long heard)
    {
        if (Heard == heard && HasGap)
        {
            Heard = Known;
            _ahead.Clear();
        }
    }

    /// <summary>Whether it has not been pushed yet; from now on it has.</summary>
    public bool Take(long sequence)
    {
        Hear(sequence);
        if (sequence <= Known || !_ahead.Add(sequence))
        {
            return false;
        }

        if (Known >= 0)
        {
            Reach(Known);
        }

        return true;
    }
}
