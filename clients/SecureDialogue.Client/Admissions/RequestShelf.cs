using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>The requests received here.</summary>
internal sealed class RequestShelf(DeviceSession session)
{
    /// <summary>All of them, in the order in which they came.</summary>
    internal List<(byte[] Id, StoredRequest Record)> All() =>
        [.. session.Store.List(Bucket.Requests).Select(entry => (entry.Key.ToArray(), LocalRecord.Decode<StoredRequest>(entry.Value.ToArray())))];

    /// <summary>The one open request whose id begins so.</summary>
    /// <exception cref="DialogueException">None, or several.</exception>
    internal (byte[] Id, StoredRequest Record) Named(string typed)
    {
        var open = All().Where(one => IsOpen(one.Record));
        var found = open.Where(one => typed.Length > 0 && ShortId.Matches(one.Id, typed)).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new DialogueException(DialogueError.NotFound, "there is no such request", "see who asks with 'dialogue requests', and what waits for signatures with 'dialogue papers'");
    }

    /// <summary>The request that a paper answers; null for none.</summary>
    internal (byte[] Id, StoredRequest Record)? OfPaper(ObjectHash paper)
    {
        foreach (var one in All())
        {
            if (one.Record.Paper is { } id && paper.Value.Span.SequenceEqual(id))
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Whether it waits for this officer.</summary>
    internal static bool IsOpen(StoredRequest record) => record.State is RequestState.Waiting or RequestState.InDoubt or RequestState.Differ;

    /// <summary>What was asked.</summary>
    internal static JoinRequest Body(StoredRequest record) => SignedCodec.DecodeSigned<JoinRequest>(record.Request).Body;
}
