using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SecureDialogue.Benchmarks.Measuring;

/// <summary>What it costs on this disk to be sure: fdatasync of an append of 4 KiB, in the same kind of folder as the stores.</summary>
internal static partial class Disk
{
    private const int Appends = 400;

    /// <param name="pause">Time between two appends: a disk that has just worked answers sooner than one that is asked now and then.</param>
    internal static IReadOnlyList<double> Seconds(TimeSpan pause)
    {
        var folder = Directory.CreateTempSubdirectory("securedialogue-benchmark-").FullName;
        var block = new byte[4096];
        var times = new List<double>();
        using (var file = File.OpenHandle(Path.Combine(folder, "probe"), FileMode.Create, FileAccess.Write))
        {
            for (var i = 0; i < Appends; i++)
            {
                RandomAccess.Write(file, block, i * (long)block.Length);
                var since = Stopwatch.GetTimestamp();
                _ = fdatasync((int)file.DangerousGetHandle());
                times.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
                Thread.Sleep(pause);
            }
        }

        Directory.Delete(folder, recursive: true);
        return times;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(int descriptor);
}
