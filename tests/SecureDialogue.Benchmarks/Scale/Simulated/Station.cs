namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>Cores, first come first served. Work must be brought in the order of time.</summary>
internal sealed class Station
{
    private readonly PriorityQueue<double, double> _free = new();

    internal Station(int cores)
    {
        for (var i = 0; i < cores; i++)
        {
            _free.Enqueue(0, 0);
        }
    }

    /// <summary>Gives the moment when the work is done.</summary>
    internal double Serve(double at, double seconds)
    {
        var done = Math.Max(at, _free.Dequeue()) + seconds;
        _free.Enqueue(done, done);
        return done;
    }
}
