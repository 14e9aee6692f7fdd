using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>What was whispered and nobody has looked at yet: the newest only, since an old whisper is worth nothing.</summary>
internal sealed class Whispers
{
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly Queue<(ChannelId Channel, ulong Epoch, ReadOnlyMemory<byte> Bytes)> _waiting = [];

    internal void Add(ChannelId channel, ulong epoch, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (_waiting.Count == Kept)
            {
                _ = _waiting.Dequeue();
            }

            _waiting.Enqueue((channel, epoch, bytes));
        }
    }

    /// <summary>Takes those of one epoch of a channel, in the order in which they came; those of its other epochs are dropped with them.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Take(ChannelId channel, ulong epoch)
    {
        lock (_gate)
        {
            var taken = _waiting.Where(one => one.Channel == channel && one.Epoch == epoch).Select(one => one.Bytes).ToList();
            var others = _waiting.Where(one => one.Channel != channel).ToList();
            _waiting.Clear();
            others.ForEach(_waiting.Enqueue);
            return taken;
        }
    }
}
