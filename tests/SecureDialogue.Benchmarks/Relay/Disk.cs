using System.Diagnostics;
using SecureDialogue.Benchmarks.Relay.Generating;
using SecureDialogue.Benchmarks.Relay.Servers;

namespace SecureDialogue.Benchmarks.Relay;

/// <summary>What it costs on this disk to be sure: an append of 4 KiB and fdatasync, in the same kind of folder as the stores.</summary>
internal static class Disk
{
    private const int Appends = 400;

    internal static IEnumerable<double> Milliseconds()
    {
        var folder = ServerProcess.NewFolder();
        var block = new byte[4096];
        var times = new List<double>();
        using (var file = File.OpenHandle(Path.Combine(folder, "probe"), FileMode.Create, FileAccess.Write))
        {
            for (var i = 0; i < Appends; i++)
            {
                RandomAccess.Write(file, block, i * (long)block.Length);
                var since = Stopwatch.GetTimestamp();
                _ = Native.fdatasync((int)file.DangerousGetHandle());
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        }

        Directory.Delete(folder, recursive: true);
        return times;
    }
}
