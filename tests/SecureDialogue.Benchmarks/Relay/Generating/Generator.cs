using System.Globalization;
using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>
/// Loads a server, the same way whichever it is. Every channel has the same members; who sends takes turns. All on one thread.
/// </summary>
internal sealed class Generator(Sockets sockets, int server) : IDeliveries
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Window _window = new();
    private bool _isClosedLoop;
    private long _received;
    private IReadOnlyList<IReadOnlyList<int>> _idle = [];

    public void Deliver(Connection connection, long microseconds, int member)
    {
        if (member != connection.Index)
        {
            _received++;
            if (_window.IsOpen)
            {
                _window.Count((int)(sockets.Now - microseconds));
            }
        }
        else if (_isClosedLoop)
        {
            connection.Send(sockets.Dialect.Compose(connection, sockets.Now));
        }
    }

    /// <summary>Opens the members' connections.</summary>
    /// <param name="first">The first channel.</param>
    /// <param name="count">How many channels.</param>
    /// <param name="members">Members of each.</param>
    internal string Connect(int first, int count, int members)
    {
        sockets.Open(Enumerable.Range(0, members * count).Select(i => (IReadOnlyList<int>)[first + (i % count)]), Patience);
        return "ok";
    }

    /// <summary>As much as the server takes: so many messages are on their way in each channel, and the next goes when its sender has got the last one back.</summary>
    internal string Saturate(int count, int outstanding, double warmUp, double seconds)
    {
        _isClosedLoop = true;
        for (var i = 0; i < outstanding * count; i++)
        {
            var connection = sockets.All[i % sockets.All.Count];
            connection.Send(sockets.Dialect.Compose(connection, sockets.Now));
        }

        Measure(sockets.Now + Micros(warmUp), seconds, end =>
        {
            while (sockets.Now < end)
            {
                sockets.Poll(end);
            }
        });
        _isClosedLoop = false;
        Drain();
        return Report(0);
    }

    /// <summary>A steady rate, whether the server keeps up or not; a message's time counts from when it should have been sent.</summary>
    internal string Send(double perSecond, double warmUp, double seconds, int members)
    {
        var (next, sent) = (sockets.Now + 10_000, 0L);
        var (began, step) = (next, 1e6 / perSecond);
        var received = _received;
        Measure(next + Micros(warmUp), seconds, end =>
        {
            while (sockets.Now < end)
            {
                while (next <= sockets.Now)
                {
                    var connection = sockets.All[(int)(sent % sockets.All.Count)];
                    connection.Send(sockets.Dialect.Compose(connection, next));
                    next = began + (long)(++sent * step);
                }

                sockets.Poll(Math.Min(next, end));
            }
        });
        var missing = (sent * (members - 1)) - (_received - received);
        Drain();
        return Report(missing / (perSecond * (members - 1)));
    }

    /// <summary>Opens connections that say nothing more, each with some channels.</summary>
    internal string Idle(int connections, int channels, int each)
    {
        _idle = [.. Enumerable.Range(0, connections).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, each).Select(k => ((i * each) + k) % channels)])];
        return Time(() => sockets.Open(_idle, Patience));
    }

    /// <summary>All of them break at once and come back.</summary>
    internal string Storm() => Time(() =>
    {
        sockets.Close();
        sockets.Open(_idle, Patience);
    });

    private static long Micros(double seconds) => (long)(seconds * 1e6);

    private void Measure(long begin, double seconds, Action<long> runUntil)
    {
        _window = new Window();
        runUntil(begin);
        _window.Open(sockets.Now, server);
        runUntil(begin + Micros(seconds));
        _window.Close(sockets.Now, server);
    }

    /// <summary>Waits until nothing comes any more.</summary>
    private void Drain()
    {
        var (end, last) = (sockets.Now + Micros(5), -1L);
        while (last != _received && sockets.Now < end)
        {
            last = _received;
            for (var quiet = sockets.Now + 300_000; sockets.Now < quiet;)
            {
                sockets.Poll(quiet);
            }
        }
    }

    private string Report(double behindSeconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"deliveries={_window.Deliveries} seconds={_window.Seconds} cpu={_window.ServerCpuSeconds} own={_window.OwnCpuSeconds} p50={_window.Milliseconds(0.5)} p99={_window.Milliseconds(0.99)} behind={behindSeconds}");

    private string Time(Action work)
    {
        var (begin, cpu, own) = (sockets.Now, ProcessClock.Cpu(server), Environment.CpuUsage.TotalTime.TotalSeconds);
        work();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seconds={(sockets.Now - begin) / 1e6} cpu={ProcessClock.Cpu(server) - cpu} own={Environment.CpuUsage.TotalTime.TotalSeconds - own}");
    }
}
