namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>
/// Messages, event by event, through the servers of one relay. What else the servers do (connections, proofs, looks) makes them
/// slower by its share of their cores.
/// <code>
/// post → node → its writer's queue → [ transaction: PostgreSQL, disk ] → members at the node
///                                                                     → Redis → other nodes → their members
/// </code>
/// </summary>
internal sealed class MessagePath
{
    private const int Batch = 256;

    private readonly Shape _shape;
    private readonly Costs _costs;
    private readonly NodeCosts _node;
    private readonly Random _random;
    private readonly double _fan;
    private readonly double _rate;
    private readonly double _spread;
    private readonly (double Node, double Postgres) _slower;
    private readonly Station[] _nodes;
    private readonly Station[] _databases;
    private readonly Station[] _redises;
    private readonly Queue<int>[] _waiting;
    private readonly List<int>?[] _writing;
    private readonly List<double> _postedAt = [];
    private readonly List<int> _parts = [];
    private readonly PriorityQueue<Event, double> _events = new();

    internal MessagePath(Shape shape, Load all, Costs costs, int seed)
    {
        (_shape, _costs, _node, _random) = (shape, costs, shape.IsEmbedded ? costs.Embedded : costs.Node, new Random(seed));
        (_fan, _rate) = (all.Fan, all.Posts / shape.Relays);
        _spread = Use.Spread(shape, _fan);
        _slower = Background(all);
        _nodes = [.. Enumerable.Range(0, shape.Nodes).Select(_ => new Station((int)Shape.NodeCores))];
        _databases = [.. Enumerable.Range(0, shape.Partitions).Select(_ => new Station((int)Shape.PostgresCores))];
        _redises = [.. Enumerable.Range(0, shape.Redises).Select(_ => new Station(1))];
        var writers = shape.Nodes * Math.Max(1, shape.Partitions);
        _waiting = [.. Enumerable.Range(0, writers).Select(_ => new Queue<int>())];
        _writing = new List<int>?[writers];
    }

    internal Delays Delays { get; } = new();

    internal int Posted => _postedAt.Count;

    internal int Delivered { get; private set; }

    /// <summary>Messages that are still somewhere on the path, counted where they are.</summary>
    internal int Queued { get; private set; }

    /// <summary>Posts so many messages at random moments; ends at the last one's moment, or when all are through.</summary>
    internal void Run(int messages, bool drain)
    {
        _events.Enqueue(new Event(EventKind.Posted, 0, 0), 0);
        var end = double.PositiveInfinity;
        while (_events.TryPeek(out var next, out var at) && at <= end)
        {
            _ = _events.Dequeue();
            Happen(next, at);
            if (next.Kind == EventKind.Posted && Posted < messages)
            {
                _events.Enqueue(next with { Message = Posted }, at + Chance.Exponential(_random, 1 / _rate));
            }
            else if (next.Kind == EventKind.Posted && !drain)
            {
                end = at;
            }
        }

        var underWay = _events.UnorderedItems.Where(one => one.Element.Kind is not EventKind.Committed).Select(one => one.Element.Message);
        Queued = underWay.Concat(_waiting.SelectMany(queue => queue)).Concat(_writing.SelectMany(batch => batch ?? [])).Distinct().Count();
    }

    private void Happen(Event one, double at)
    {
        switch (one.Kind)
        {
            case EventKind.Posted:
                _postedAt.Add(at);
                _parts.Add(0);
                var node = _random.Next(_nodes.Length);
                _events.Enqueue(new Event(EventKind.Judged, one.Message, node), _nodes[node].Serve(at, _node.Post * _slower.Node));
                break;
            case EventKind.Judged:
                var writer = (one.Node * Math.Max(1, _shape.Partitions)) + _random.Next(Math.Max(1, _shape.Partitions));
                _waiting[writer].Enqueue(one.Message);
                Write(writer, at);
                break;
            case EventKind.Committed:
                Tell(one.Node, at);
                Write(one.Node, at);
                break;
            case EventKind.Told:
                var others = Math.Max(1, _spread - 1);
                Push(one, at, Math.Max(0, _fan - Here()) / others, _node.Hear);
                break;
            default:
                Delivered += --_parts[one.Message] == 0 ? 1 : 0;
                break;
        }
    }

    /// <summary>Connections at the node that stored it: the sender's, and its part of the others.</summary>
    private double Here() => 1 + (Math.Max(0, _fan - 1) / _shape.Nodes);

    /// <summary>Begins a transaction of whatever waits, unless the writer is in one. Its time is PostgreSQL's work, and what it waits for.</summary>
    private void Write(int writer, double at)
    {
        if (_writing[writer] is not null || _waiting[writer].Count == 0)
        {
            return;
        }

        var batch = new List<int>();
        while (batch.Count < Batch && _waiting[writer].TryDequeue(out var message))
        {
            batch.Add(message);
        }

        _writing[writer] = batch;
        var work = (_costs.Postgres.Transaction + (batch.Count * _costs.Postgres.Item)) * _slower.Postgres;
        var stored = _shape.IsEmbedded ? at : _databases[writer % _shape.Partitions].Serve(at, work);
        _events.Enqueue(new Event(EventKind.Committed, 0, writer), stored + Wait());
    }

    /// <summary>What a transaction waits for besides processors: the disk, and exchanges with the server.</summary>
    private double Wait() => _shape.IsEmbedded
        ? Math.Max(0, Chance.Of(_costs.EmbeddedAnswer, _random) - _node.Post)
        : Math.Max(0, Chance.Of(_costs.Answer, _random) - _node.Post - _costs.Postgres.Transaction - _costs.Postgres.Item);

    private void Tell(int writer, double at)
    {
        var (node, batch) = (writer / Math.Max(1, _shape.Partitions), _writing[writer]!);
        _writing[writer] = null;
        foreach (var message in batch)
        {
            var others = _shape.Nodes == 1 ? 0 : (int)(_spread - 1 + _random.NextDouble());
            _parts[message] = 1 + others;
            Push(new Event(EventKind.Told, message, node), at, Here(), 0);
            if (_redises.Length > 0)
            {
                var told = _redises[_random.Next(_redises.Length)].Serve(at, _costs.Redis.PublishTogether + (others * _costs.Redis.Receiver));
                for (var i = 0; i < others; i++)
                {
                    _events.Enqueue(new Event(EventKind.Told, message, (node + 1 + _random.Next(_nodes.Length - 1)) % _nodes.Length), told);
                }
            }
        }
    }

    private void Push(Event one, double at, double connections, double hear)
    {
        var done = _nodes[one.Node].Serve(at, (hear + (connections * _node.Delivery)) * _slower.Node);
        Delays.Add(done - _postedAt[one.Message], connections);
        _events.Enqueue(one with { Kind = EventKind.Delivered }, done);
    }

    /// <summary>By what everything takes longer because of all that is not messages.</summary>
    private (double Node, double Postgres) Background(Load all)
    {
        var idle = all with { Posts = 1e-9, Deliveries = 1e-9 };
        var use = Use.Of(_shape, idle, _costs);
        return (1 / (1 - Math.Min(0.95, use.NodeCpu)), 1 / (1 - Math.Min(0.95, use.PostgresCpu)));
    }
}
