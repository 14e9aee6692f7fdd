using System.Diagnostics;
using System.Net;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>The generator's connections, on one thread: opens them, hands what comes to the dialect.</summary>
internal sealed class Sockets(IPEndPoint server)
{
    private const int BufferBytes = 512 * 1024;
    private const int CarryBytes = 64 * 1024;
    private const int Handshakes = 100;

    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[CarryBytes + BufferBytes];
    private readonly int[] _ready = new int[256];
    private readonly List<Connection> _connections = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _opening;

    internal Dialect Dialect { get; set; } = null!;

    internal IReadOnlyList<Connection> All => _connections;

    internal long Now => _clock.ElapsedTicks * 1_000_000 / Stopwatch.Frequency;

    /// <summary>Opens connections, so many handshakes at a time, and waits until all have opened their channels.</summary>
    internal void Open(IEnumerable<IReadOnlyList<int>> channels, TimeSpan patience)
    {
        var end = Now + (long)patience.TotalMicroseconds;
        var members = new Dictionary<int, int>();
        foreach (var own in channels)
        {
            members[own[0]] = members.GetValueOrDefault(own[0]) + 1;
            var connection = new Connection(_epoll, _connections.Count, $"{own[0]}-{members[own[0]]}", own);
            _connections.Add(connection);
            connection.Connect(server);
            connection.Send(Dialect.Begin(connection));
            _opening++;
            Await(Handshakes - 1, end);
        }

        Await(0, end);
    }

    /// <summary>Closes everything and forgets it.</summary>
    internal void Close()
    {
        _connections.ForEach(connection => connection.Dispose());
        _connections.Clear();
        _opening = 0;
    }

    /// <summary>Handles what is ready; waits for it no longer than until then.</summary>
    internal void Poll(long until)
    {
        var count = _epoll.Wait(Math.Max(0, until - Now), _ready);
        for (var i = 0; i < count; i++)
        {
            var connection = _connections[_ready[i]];
            connection.SendRest();
            Receive(connection);
        }
    }

    private void Await(int opening, long end)
    {
        while (_opening > opening)
        {
            Poll(end);
            if (Now >= end)
            {
                var late = _connections.First(connection => !connection.IsReady);
                throw new TimeoutException($"{_opening} connections did not open their channels; one said: {System.Text.Encoding.Latin1.GetString(late.Carry)}");
            }
        }
    }

    private void Receive(Connection connection)
    {
        var carried = connection.Carry.Length;
        connection.Carry.CopyTo(_buffer, 0);
        var count = connection.Receive(_buffer.AsSpan(carried, BufferBytes));
        if (connection.IsClosed)
        {
            throw new IOException($"The server closed connection {connection.Index}; it had said: {System.Text.Encoding.Latin1.GetString(connection.Carry)}");
        }

        var received = _buffer.AsSpan(0, carried + count);
        if (connection.IsReady)
        {
            var from = Dialect.Feed(connection, received);
            connection.Carry = from == received.Length ? [] : received[from..].ToArray();
        }
        else
        {
            connection.IsReady = Dialect.Advance(connection, received);
            connection.Carry = connection.IsReady ? [] : received.ToArray();
            _opening -= connection.IsReady ? 1 : 0;
        }
    }
}
