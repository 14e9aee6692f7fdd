using System.Collections.Concurrent;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Reads a channel from its beginning, as it is pushed and, where something is missing, from the log, at whichever node.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private const int MoveEvery = 200;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks that bring nothing new, before it reads what it may have missed.</summary>
    private const int IdleLooks = 25;

    private readonly ChannelActor _channel;
    private readonly Random _random;
    private readonly Traveller _traveller;
    private readonly Dictionary<long, LogItem> _ahead = [];
    private readonly HashSet<long> _pushedHere = [];
    private readonly List<Seen> _log = [];
    private RelayConnection? _here;
    private ulong _epoch;
    private int _idle;

    public Listener(Cluster cluster, ChannelActor channel, int seed)
    {
        (_channel, _random) = (channel, new Random(seed));
        _traveller = new Traveller(cluster, new Random(seed + 1), async connection => (await _channel.ProveAsync(connection, _epoch)).Code == RelayCode.Ok);
    }

    public IReadOnlyList<Seen> Log => _log;

    public long Head => _log.Count;

    /// <summary>Items that came by themselves before they were read.</summary>
    public int Pushed { get; private set; }

    public ConcurrentQueue<string> Wrong { get; } = [];

    public async Task RunAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await StepAsync();
            if (_random.Next(MoveEvery) == 0)
            {
                _traveller.Leave();
            }

            await Task.Delay(Look, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _traveller.DisposeAsync();

    private async Task StepAsync()
    {
        if (!await _traveller.ArriveAsync())
        {
            return;
        }

        if (_here != _traveller.Connection)
        {
            _here = _traveller.Connection!;
            _pushedHere.Clear();
            _ahead.Clear();
            await ReadOnAsync();
        }

        var before = Head;
        TakePushed();
        _idle = Head == before ? _idle + 1 : 0;
        if (_idle >= IdleLooks)
        {
            _idle = 0;
            await ReadOnAsync();
        }
    }

    private void TakePushed()
    {
        while (_here!.Pushed.TryDequeue(out var item))
        {
            if (!_pushedHere.Add(item.Sequence))
            {
                Wrong.Enqueue($"pushed twice: {item.Sequence}");
            }

            if (item.Sequence > Head)
            {
                _ahead[item.Sequence] = item;
            }
            else if (_log[(int)item.Sequence - 1] != Seen.Of(item))
            {
                Wrong.Enqueue($"pushed otherwise than read: {item.Sequence}");
            }
        }

        while (_ahead.Remove(Head + 1, out var next))
        {
            Pushed++;
            Take(next);
            if (next.Kind == ItemKind.Commit)
            {
                // Of the next epoch nothing is pushed until it is proven.
                _idle = IdleLooks;
            }
        }
    }

    private void Take(LogItem item)
    {
        _log.Add(Seen.Of(item));
        _epoch += item.Kind == ItemKind.Commit ? 1UL : 0;
    }

    /// <summary>To the end, as far as it is answered.</summary>
    private async Task ReadOnAsync()
    {
        var proven = false;
        while (true)
        {
            var part = await _traveller.TryCallAsync<ReadReply>("Read", _ => new ReadRequest(_channel.Id, Head));
            if (part is not { Code: RelayCode.Ok } || _here != _traveller.Connection)
            {
                return;
            }

            var epoch = _epoch;
            foreach (var item in part.Items.Where(item => item.Sequence == Head + 1))
            {
                Take(item);
            }

            proven &= _epoch == epoch;
            if (part.Items.Count == 0 && proven)
            {
                return;
            }

            if (!proven && !(proven = (await _traveller.TryCallAsync<ProveReply>("Prove", context => _channel.Prove(context, _epoch)))?.Code == RelayCode.Ok))
            {
                return;
            }
        }
    }
}
