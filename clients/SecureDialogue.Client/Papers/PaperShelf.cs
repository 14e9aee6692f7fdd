using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>The papers of this device, and the one place where a paper becomes complete.</summary>
internal sealed class PaperShelf(DeviceSession session)
{
    /// <summary>The most papers of one proposer that are kept, whatever became of them.</summary>
    private const int MaxKept = 512;

    /// <summary>Longer than a proposal is accepted after its hour: what is forgotten here cannot be proposed again by repeating letters.</summary>
    private const uint KeptHours = 90 * 24;

    /// <summary>All of them, in the order in which they came.</summary>
    internal IReadOnlyList<Paper> All() =>
        [.. session.Store.List(Bucket.Papers).Select(entry => LocalRecord.Decode<StoredPaper>(entry.Value.ToArray()).Read())];

    /// <summary>The paper of an id; null when it has not come.</summary>
    internal Paper? Find(ObjectHash id) =>
        session.Store.Get(Bucket.Papers, id.Value.Span) is { } bytes ? LocalRecord.Decode<StoredPaper>(bytes).Read() : null;

    /// <summary>The one paper whose id begins so.</summary>
    /// <exception cref="DialogueException">None, or several.</exception>
    internal Paper Named(string typed)
    {
        var found = All().Where(one => typed.Length > 0 && ShortId.Matches(one.Id.Value.Span, typed)).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new DialogueException(DialogueError.NotFound, "there is no such paper", "see them with 'dialogue papers'");
    }

    /// <summary>The paper that an admission was signed as; null for none.</summary>
    internal Paper? OfAdmission(ObjectHash admission) => All().FirstOrDefault(one => one.Objects.Any(part => part.Id == admission));

    /// <summary>How many papers of a proposer wait for signatures.</summary>
    internal int OpenCount(DeviceKey proposer) =>
        All().Count(one => one.Proposer == proposer && one.State == PaperState.Open && !one.HasLapsed(session.Now));

    /// <summary>Whether a proposer has reached what is kept of one.</summary>
    internal bool IsFull(DeviceKey proposer) => OpenCount(proposer) >= PaperDesk.MaxOpen || All().Count(one => one.Proposer == proposer) >= MaxKept;

    /// <summary>Keeps a paper. When its signatures are there and nothing holds it back, its effect happens now, in this transaction.</summary>
    internal static Paper Settle(StoreWriter writer, IPaperEffect effect, Paper paper)
    {
        var isDone = (paper.State == PaperState.Open || (paper.State == PaperState.Withdrawn && effect.OutlivesWithdrawal))
            && effect.IsMet(paper)
            && !(effect.WaitsForObjections && paper.OpenObjections.Count > 0);
        var settled = isDone ? paper with { State = PaperState.Complete } : paper;
        LocalRecord.Put(writer, Bucket.Papers, settled.Id.Value.Span, StoredPaper.Of(settled));
        if (isDone)
        {
            effect.Complete(writer, settled);
        }

        return settled;
    }

    /// <summary>Forgets what is over for long. An open objection keeps its paper: it still stops additions.</summary>
    internal void Prune(StoreWriter writer)
    {
        foreach (var paper in All().Where(one => session.Now >= one.Hour.Plus(KeptHours) && one.OpenObjections.Count == 0))
        {
            writer.Delete(Bucket.Papers, paper.Id.Value.Span);
        }
    }
}
