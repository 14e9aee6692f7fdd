using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// What one transaction has stored, told once it is durable: items of a channel that the same connections may read are one push,
/// so that under load a connection is written to once for each transaction and not once for each item.
/// </summary>
internal sealed class StoredItems(ChannelSubscriptions subscriptions)
{
    /// <summary>Bytes of items in one push, before base64; a larger item is alone. A connection that keeps up takes one whole: its pipe holds 64 KiB.</summary>
    private const int PushBytes = 16 * 1024;

    private readonly Dictionary<ChannelId, Row> _rows = [];

    /// <summary>The transaction's.</summary>
    public static StoredItems Of(WriteBatch batch, ChannelSubscriptions subscriptions) => batch.Gather(() =>
    {
        var items = new StoredItems(subscriptions);
        batch.AfterCommit(items.Announce);
        return items;
    });

    public void Add(ChannelId channel, byte[] key, LogItem item)
    {
        if (_rows.TryGetValue(channel, out var row) && !row.MayTake(key, item))
        {
            // In the order of the work: what stands in the row goes before what does not fit it.
            row.Close();
        }

        if (row is null)
        {
            _rows.Add(channel, row = new Row());
        }

        row.Add(key, item);
    }

    private void Announce()
    {
        foreach (var (channel, row) in _rows)
        {
            row.Close();
            foreach (var (key, items) in row.Pushes)
            {
                subscriptions.Announce(channel, key, items);
            }
        }
    }

    /// <summary>The items of one channel, in pushes.</summary>
    private sealed class Row
    {
        private List<LogItem> _items = [];
        private byte[] _key = [];
        private int _bytes;

        public List<(byte[] Key, IReadOnlyList<LogItem> Items)> Pushes { get; } = [];

        public bool MayTake(byte[] key, LogItem item) =>
            _bytes + item.Bytes.Length <= PushBytes && _items[0].Kind != ItemKind.Steward && item.Kind != ItemKind.Steward
            && _items[0].Epoch == item.Epoch && key.AsSpan().SequenceEqual(_key);

        public void Add(byte[] key, LogItem item)
        {
            _items.Add(item);
            _key = key;
            _bytes += item.Bytes.Length;
        }

        public void Close()
        {
            Pushes.Add((_key, _items));
            (_items, _bytes) = ([], 0);
        }
    }
}
