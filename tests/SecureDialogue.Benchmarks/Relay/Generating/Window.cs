using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>What is counted between two moments. A message's own sender gets it too, which is no delivery.</summary>
internal sealed class Window
{
    private const int Samples = 4_000_000;

    private readonly List<int> _microseconds = [];
    private double _cpuBegin;
    private double _ownBegin;
    private long _begin;

    internal bool IsOpen { get; private set; }

    internal long Deliveries { get; private set; }

    internal double Seconds { get; private set; }

    internal double ServerCpuSeconds { get; private set; }

    internal double OwnCpuSeconds { get; private set; }

    internal void Open(long now, int server)
    {
        (_begin, _cpuBegin, _ownBegin, IsOpen) = (now, ProcessClock.Cpu(server), Environment.CpuUsage.TotalTime.TotalSeconds, true);
    }

    internal void Count(int microseconds)
    {
        Deliveries++;
        if (_microseconds.Count < Samples)
        {
            _microseconds.Add(microseconds);
        }
    }

    internal void Close(long now, int server)
    {
        IsOpen = false;
        Seconds = (now - _begin) / 1e6;
        ServerCpuSeconds = ProcessClock.Cpu(server) - _cpuBegin;
        OwnCpuSeconds = Environment.CpuUsage.TotalTime.TotalSeconds - _ownBegin;
        _microseconds.Sort();
    }

    internal double Milliseconds(double quantile) =>
        _microseconds.Count == 0 ? double.NaN : _microseconds[(int)(quantile * (_microseconds.Count - 1))] / 1000.0;
}
