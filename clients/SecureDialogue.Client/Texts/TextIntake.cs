using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Texts;

/// <summary>Takes versions of the single text and brackets from the log. Of two versions with one predecessor the earlier in the log holds.</summary>
internal sealed class TextIntake(DeviceSession session, OpenChannel channel)
{
    private readonly List<KeptItem> _unsaved = [];

    /// <summary>Keeps it; false for one that does not hold.</summary>
    internal bool Take(LogItem item, DeviceCredential author, ContentBody body)
    {
        var kept = Kept();
        var message = item.Message.ToBytes();
        if (kept.Any(one => one.Message.AsSpan().SequenceEqual(message)))
        {
            Notices.Unreadable(channel, item, "a message came a second time and was left out");
            return true;
        }

        var contents = kept.Select(one => one.Content).ToArray();
        var versions = contents.OfType<SingleText>().ToArray();
        if (!Holds(body, author, versions))
        {
            return false;
        }

        if (!IsNews(body, contents, versions))
        {
            return true;
        }

        Keep(item, new KeptItem(message, author.Admission.Id.Value.ToArray(), author.Admission.Body.Party?.Value ?? string.Empty, (int)body.Kind, body.EncodeBody()));
        Notices.Told(channel, item, TextWords.Line(body, channel.Descriptor.Kind), author.Admission.Id);
        return true;
    }

    private bool Holds(ContentBody body, DeviceCredential author, SingleText[] versions) => body switch
    {
        // Who came later than the first version takes the one that is put again for them as it is.
        SingleText text => versions.Length == 0 || versions.Any(one => one.Id == text.Id)
            || (text.Number == versions[^1].Number + 1 && text.Previous == versions[^1].Id),
        Bracket => author.Admission.Body.Party is not null,
        BracketRelease release => channel.Charters.Head.PartyCodes.Contains(release.Side)
            && (versions.Length == 0 || versions.Any(one => one.Id == release.Text && release.Clause <= one.Clauses.Count)),
        _ => false,
    };

    /// <summary>A version that is put again is known, and a release of a version that never came here says nothing.</summary>
    private static bool IsNews(ContentBody body, ContentBody[] contents, SingleText[] versions) => body switch
    {
        SingleText text => versions.All(one => one.Id != text.Id),
        BracketRelease release => versions.Length > 0 && contents.OfType<BracketRelease>().All(one => !TextWords.SaysTheSame(one, release)),
        _ => true,
    };

    private List<KeptItem> Kept() =>
        [.. session.Store.Range(Bucket.Texts(channel.Id), 0).Select(entry => LocalRecord.Decode<KeptItem>(entry.Value.ToArray())), .. _unsaved];

    private void Keep(LogItem item, KeptItem kept)
    {
        _unsaved.Add(kept);
        channel.SaveBeside(writer =>
        {
            LocalRecord.Put(writer, Bucket.Texts(channel.Id), item.Sequence, kept);
            _unsaved.Remove(kept);
        });
    }
}
