using System.Diagnostics;
using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>A channel taken out of the store for one operation: its state, its MLS group, and what is to be written back with them.</summary>
internal sealed class OpenChannel : IDisposable
{
    private readonly SecureStore _store;
    private readonly List<(long Sequence, LogLine Line)> _lines = [];
    private readonly List<(long Sequence, byte[] Digest)> _chain = [];
    private readonly List<long> _outboxDone = [];
    private readonly HashSet<long> _outboxChanged = [];
    private readonly List<Action<StoreWriter>> _beside = [];
    private IReadOnlyList<RosterLeaf>? _roster;
    private CharterChain? _charters;
    private bool _groupChanged;

    internal OpenChannel(SecureStore store, ChannelState state, MlsGroup group)
    {
        _store = store;
        State = state;
        Group = group;
        Descriptor = ChannelGroup.Describe(group);
        Pending = store.Get(Bucket.Pending, state.Id) is { } bytes ? LocalRecord.Decode<PendingCommit>(bytes) : null;
        Outbox = store.Range(Bucket.Outbox(state.Channel), long.MinValue)
            .ToDictionary(entry => entry.Ordinal, entry => LocalRecord.Decode<OutboxEntry>(entry.Value.ToArray()));
    }

    internal ChannelId Id => State.Channel;

    internal ChannelState State { get; set; }

    internal MlsGroup Group { get; private set; }

    internal ChannelDescriptor Descriptor { get; }

    /// <summary>The own commit on its way; null for none.</summary>
    internal PendingCommit? Pending { get; private set; }

    /// <summary>What waits, by number.</summary>
    internal Dictionary<long, OutboxEntry> Outbox { get; }

    /// <summary>The channel policy in force; null before the first.</summary>
    internal PolicyContent? Policy => State.Policy is { } bytes ? ObjectCodec.Decode<PolicyContent>(bytes) : null;

    /// <summary>The Charter chain as this channel's log has it.</summary>
    internal CharterChain Charters => _charters ??=
        ObjectCodec.Decode<SignedCharterChain>(State.Charters).Verify(out var chain) == CharterRefusal.None
            ? chain!
            : throw new StoreException(StoreError.Corrupted);

    /// <summary>Who stands in the tree, with their credentials.</summary>
    internal IReadOnlyList<RosterLeaf> Roster => _roster ??= RosterOf(Group.Members);

    /// <summary>What a verdict hangs on: this channel's log so far, and nothing else.</summary>
    internal ChannelFacts Facts => new()
    {
        Channel = new Opaque(State.Id),
        Descriptor = Descriptor,
        Charters = Charters,
        Roster = Roster,
        LastHour = new UnixHour(State.CommitHour),
        RemovalOrders = [.. State.RemovalOrders.Select(bytes => SignedCodec.DecodeCoSigned<RemovalOrder>(bytes).Body)],
        Revocations = [.. State.Revocations.Select(bytes => SignedCodec.DecodeCoSigned<Revocation>(bytes).Body)],
        LeavingLeafKeys = [.. State.LeavingLeafKeys.Select(bytes => new Opaque(bytes))],
        LastSwaps = State.LastSwaps.ToDictionary(one => new DeviceKey(new Opaque(Convert.FromHexString(one.Key))), one => new UnixHour(one.Value)),
    };

    /// <summary>Takes a channel out of the store.</summary>
    internal static OpenChannel Load(SecureStore store, ChannelState state)
    {
        var snapshot = store.Get(Bucket.Groups, state.Id) ?? throw new StoreException(StoreError.Corrupted);
        try
        {
            return new OpenChannel(store, state, MlsGroup.Load(snapshot));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(snapshot);
        }
    }

    /// <summary>The credentials of members whom the MLS core has let in, so each one decodes.</summary>
    internal static IReadOnlyList<RosterLeaf> RosterOf(IReadOnlyList<Member> members) => [.. members.Select(member =>
        new RosterLeaf(
            member.Index.Value,
            DeviceCredentialValidator.Read(member.Leaf.Credential, member.Leaf.SignatureKey.Span)
                ?? throw new UnreachableException("A leaf stands in the tree only if its credential was validated.")))];

    /// <summary>Notes that the MLS state used a key or moved on.</summary>
    internal void TouchGroup() => _groupChanged = true;

    /// <summary>Takes the state after an own commit that came back in the log.</summary>
    internal void TakePending()
    {
        var next = MlsGroup.Load(Pending!.NextGroup);
        CryptographicOperations.ZeroMemory(Pending.NextGroup);
        Group.Dispose();
        Group = next;
        EpochChanged();
    }

    /// <summary>After a commit was merged: the roster is another, and an own commit for the old epoch is void.</summary>
    internal void EpochChanged()
    {
        Pending = null;
        _roster = null;
        _groupChanged = true;
    }

    /// <summary>Replaces the Charter chain by a longer one.</summary>
    internal void Amend(CharterChain newer)
    {
        State = State with { Charters = newer.Signed.Encode() };
        _charters = newer;
    }

    /// <summary>Sets or drops the own commit on its way; written with the next save.</summary>
    internal void SetPending(PendingCommit? pending) => Pending = pending;

    /// <summary>Adds a line to be shown.</summary>
    internal void Show(long sequence, LogLine line) => _lines.Add((sequence, line));

    /// <summary>Whether a message of this id is among the lines that are shown.</summary>
    internal bool HasShown(byte[] message) =>
        _lines.Exists(one => one.Line.Message.AsSpan().SequenceEqual(message)) || _store.Get(Bucket.Shown(Id), message) is not null;

    /// <summary>The line of a message that is shown here; null for none.</summary>
    internal LogLine? ShownLine(byte[] message)
    {
        var recent = _lines.Find(one => one.Line.Message.AsSpan().SequenceEqual(message)).Line;
        return recent ?? (_store.Get(Bucket.Shown(Id), message) is { } place && _store.Get(Bucket.Log(Id), LocalRecord.Decode<long>(place)) is { } line
            ? LocalRecord.Decode<LogLine>(line)
            : null);
    }

    /// <summary>Something outside this channel that is written with the next save, because the same item tells it.</summary>
    internal void SaveBeside(Action<StoreWriter> write) => _beside.Add(write);

    /// <summary>The log moves on by one item.</summary>
    internal void Advance(LogItem item)
    {
        var digest = LogChain.Next(State.Digest, item.Sequence, item.Kind, item.Epoch, item.Hash.Span);
        _chain.Add((item.Sequence, digest));
        State = State with
        {
            Sequence = item.Sequence,
            Digest = digest,
            LastLasting = item.Kind is ItemKind.Lasting or ItemKind.Steward ? item.Sequence : State.LastLasting,
        };
    }

    /// <summary>d(n) where it is known: since this device came in.</summary>
    internal byte[]? DigestAt(long sequence)
    {
        var recent = _chain.FindLast(one => one.Sequence == sequence).Digest;
        return recent ?? (sequence == State.Sequence ? State.Digest : _store.Get(Bucket.Chain(Id), sequence));
    }

    /// <summary>What is in the outbox under a message id; null for nothing.</summary>
    internal (long Number, OutboxEntry Entry)? FindInOutbox(ReadOnlySpan<byte> message)
    {
        foreach (var (number, entry) in Outbox)
        {
            if (entry.Message.AsSpan().SequenceEqual(message))
            {
                return (number, entry);
            }
        }

        return null;
    }

    /// <summary>Puts something at the end of the outbox; written with the next save.</summary>
    internal void Enqueue(ContentBody body, DateTimeOffset now)
    {
        var last = Math.Max(Outbox.Keys.DefaultIfEmpty().Max(), _store.LastOrdinal(Bucket.Outbox(Id)) ?? 0);
        Change(last + 1, OutboxEntry.Draw(body, now));
    }

    /// <summary>Puts something before everything that waits: what comes after it may hang on it. Written with the next save.</summary>
    internal void EnqueueFirst(ContentBody body, DateTimeOffset now)
    {
        if (Outbox.Count == 0)
        {
            Enqueue(body, now);
            return;
        }

        Change(Outbox.Keys.Min() - 1, OutboxEntry.Draw(body, now));
    }

    /// <summary>Replaces what waits under a number; written with the next save.</summary>
    internal void Change(long number, OutboxEntry entry)
    {
        Outbox[number] = entry;
        _outboxChanged.Add(number);
    }

    /// <summary>An own message came back in the log.</summary>
    internal void Delivered(long number)
    {
        Outbox.Remove(number);
        _outboxChanged.Remove(number);
        _outboxDone.Add(number);
    }

    /// <summary>Writes everything back in one transaction.</summary>
    internal void Save(Action<StoreWriter>? more = null)
    {
        _store.Write(writer =>
        {
            Write(writer);
            more?.Invoke(writer);
        });
        _lines.Clear();
        _chain.Clear();
        _outboxDone.Clear();
        _outboxChanged.Clear();
        _beside.Clear();
        _groupChanged = false;
    }

    /// <summary>Wipes the channel's secrets: this device was removed.</summary>
    internal void Wipe()
    {
        State = State with { Phase = ChannelPhase.Removed, EarlierAccessSeed = null, StewardSeed = null, StewardOffer = null };
        Pending = null;
        _outboxDone.AddRange(Outbox.Keys);
        _outboxChanged.Clear();
        Outbox.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => Group.Dispose();

    private void Write(StoreWriter writer)
    {
        LocalRecord.Put(writer, Bucket.Channels, State.Id, State);
        if (State.Phase == ChannelPhase.Removed)
        {
            writer.Delete(Bucket.Groups, State.Id);
        }
        else if (_groupChanged)
        {
            var snapshot = Group.Save();
            writer.Put(Bucket.Groups, State.Id, snapshot);
            CryptographicOperations.ZeroMemory(snapshot);
        }

        if (Pending is null)
        {
            writer.Delete(Bucket.Pending, State.Id);
        }
        else
        {
            LocalRecord.Put(writer, Bucket.Pending, State.Id, Pending);
        }

        foreach (var (sequence, line) in _lines)
        {
            LocalRecord.Put(writer, Bucket.Log(Id), sequence, line);
            if (line.Message.Length > 0)
            {
                LocalRecord.Put(writer, Bucket.Shown(Id), line.Message, sequence);
            }
        }

        _chain.ForEach(one => writer.Put(Bucket.Chain(Id), one.Sequence, one.Digest));
        foreach (var number in _outboxChanged)
        {
            LocalRecord.Put(writer, Bucket.Outbox(Id), number, Outbox[number]);
        }

        _outboxDone.ForEach(number => writer.Delete(Bucket.Outbox(Id), number));
        _beside.ForEach(write => write(writer));
    }
}
