using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.EndToEnd.Tests.Processes;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Secrets;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>
/// Opens the sender data of sealed items with the secrets of epochs that homes were in, and finds a (leaf, epoch, generation) that
/// sealed two different things: the one mistake that a crash must never lead to.
/// </summary>
internal sealed class GenerationRecord
{
    private readonly Dictionary<(string Group, ulong Epoch), MlsGroup> _epochs = [];

    /// <summary>Items that were opened, and those of epochs that no home stood in when it was looked at.</summary>
    public int Opened { get; private set; }

    public int NotOpened { get; private set; }

    /// <summary>Learns the epochs that a home is in now.</summary>
    public void Learn(string home)
    {
        using var store = SecureStore.Open(home, Workplace.Passphrase);
        foreach (var entry in store.List(Bucket.Channels))
        {
            var state = LocalRecord.Decode<ChannelState>(entry.Value.ToArray());
            if (store.Get(Bucket.Groups, state.Id) is { } snapshot)
            {
                var group = MlsGroup.Load(snapshot);
                _epochs.TryAdd((Convert.ToHexString(group.GroupId.Span), group.Epoch), group);
            }
        }
    }

    /// <summary>Uses of one key for two items.</summary>
    public IReadOnlyList<string> Repeats(IEnumerable<byte[]> items) =>
    [
        .. items.DistinctBy(Convert.ToHexString).Select(Open).OfType<string>()
            .CountBy(use => use).Where(use => use.Value > 1).Select(use => $"{use.Key}: {use.Value} items"),
    ];

    private string? Open(byte[] item)
    {
        var message = MlsMessage.Decode<PrivateMessage>(item);
        if (!_epochs.TryGetValue((Convert.ToHexString(message.GroupId.Span), message.Epoch), out var group))
        {
            NotOpened++;
            return null;
        }

        Opened++;
        var sender = MessageProtection.OpenSenderData(group.Suite, message, group.State.Secrets.SenderDataSecret);
        return $"channel {Convert.ToHexString(message.GroupId.Span[..4])}, epoch {message.Epoch}, leaf {sender.Leaf.Value}, "
            + $"{MessageProtection.KindOf(message.ContentType)} generation {sender.Generation}";
    }
}
