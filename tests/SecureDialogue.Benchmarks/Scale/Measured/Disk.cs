using System.Diagnostics;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>How long an append takes to be on disk.</summary>
internal static class Disk
{
    private const int Times = 400;

    internal static Times Measure()
    {
        var path = Path.GetTempFileName();
        var times = new List<double>();
        using (var file = new FileStream(path, FileMode.Append))
        {
            var page = new byte[4096];
            for (var i = 0; i < Times; i++)
            {
                var since = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(true);
                times.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
            }
        }

        File.Delete(path);
        times.Sort();
        return new Times(times[Times / 2], times[Times * 99 / 100]);
    }
}
