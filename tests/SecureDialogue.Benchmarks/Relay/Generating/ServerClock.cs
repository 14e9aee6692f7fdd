using System.Globalization;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>Reads what a process has used so far, from outside.</summary>
internal static class ServerClock
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time, user and system: the kernel's work for its sockets is in it.</summary>
    internal static double CpuSeconds(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    internal static double ResidentKibibytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
