using System.Globalization;

namespace SecureDialogue.Benchmarks.Measuring;

/// <summary>Reads from outside what a process has used: what a loaded machine disturbs least.</summary>
internal static class ProcessClock
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time, the kernel's work for it included.</summary>
    internal static double Cpu(int process) => Cpu(Fields(process), 11, 12);

    /// <summary>The same with its children, those that have ended and those that run.</summary>
    internal static double CpuOfFamily(int process)
    {
        var sum = Cpu(Fields(process), 11, 12, 13, 14);
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            if (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture) is var child && child != process && TryFields(child) is { } fields
                && fields[1] == process.ToString(CultureInfo.InvariantCulture))
            {
                sum += Cpu(fields, 11, 12);
            }
        }

        return sum;
    }

    /// <summary>Bytes of memory.</summary>
    internal static double Resident(int process) =>
        1024 * double.Parse(
            File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);

    /// <summary>Bytes that it has sent to the disk.</summary>
    internal static double Written(int process) =>
        double.Parse(
            File.ReadLines($"/proc/{process}/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal)).Split(' ')[1],
            CultureInfo.InvariantCulture);

    private static double Cpu(string[] fields, params int[] places) => places.Sum(place => double.Parse(fields[place], CultureInfo.InvariantCulture)) / TicksPerSecond;

    private static string[] Fields(int process) => TryFields(process) ?? throw new InvalidOperationException("A server has ended.");

    private static string[]? TryFields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
