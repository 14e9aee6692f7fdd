#if DEBUG
using System.Diagnostics;
using System.Globalization;
#endif

namespace SecureDialogue.Client.Sync;

/// <summary>Kills this process at a <see cref="FaultPoint"/>; compiled into Debug builds only, so that a release has no such switch.</summary>
internal static class Faults
{
#if DEBUG
    private static readonly (FaultPoint Point, int Count)? Chosen = Read(Environment.GetEnvironmentVariable("DIALOGUE_FAULT"));
    private static int _hits;
#endif

    /// <summary>Ends the process by SIGKILL when this is the chosen point and the chosen time of passing it.</summary>
    /// <param name="point">Where the caller stands.</param>
#if DEBUG
    internal static void Pass(FaultPoint point)
    {
        if (Chosen is { } chosen && chosen.Point == point && Interlocked.Increment(ref _hits) == chosen.Count)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private static (FaultPoint Point, int Count)? Read(string? setting)
    {
        var parts = setting?.Split(':');
        return parts is [var name, var count] && Enum.TryParse<FaultPoint>(name, out var point)
            ? (point, int.Parse(count, CultureInfo.InvariantCulture))
            : null;
    }
#else
    [System.Diagnostics.Conditional("DEBUG")]
    internal static void Pass(FaultPoint point) => _ = point;
#endif
}
