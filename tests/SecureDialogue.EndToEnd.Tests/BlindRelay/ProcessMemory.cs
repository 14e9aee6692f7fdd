using System.Globalization;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>The memory of a live process, as /proc shows it.</summary>
internal static class ProcessMemory
{
    /// <summary>Searches every readable mapping.</summary>
    public static void Search(int processId, NeedleSearch search)
    {
        using var memory = new FileStream($"/proc/{processId}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var line in File.ReadLines($"/proc/{processId}/maps"))
        {
            if (Mapping(line) is var (start, length))
            {
                SearchMapping(memory, start, length, search);
            }
        }
    }

    private static (long Start, long Length)? Mapping(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isKernels = parts.Length > 5 && parts[5] is "[vvar]" or "[vvar_vclock]" or "[vsyscall]";
        if (parts[1][0] != 'r' || isKernels)
        {
            return null;
        }

        var range = parts[0].Split('-');
        var start = ulong.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var end = ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return end <= long.MaxValue ? ((long)start, (long)(end - start)) : null;
    }

    private static void SearchMapping(FileStream memory, long start, long length, NeedleSearch search)
    {
        try
        {
            memory.Position = start;
            search.Search(memory, length);
        }
        catch (IOException)
        {
            // A mapping that was unmapped meanwhile, or pages beyond a file's end: there is nothing to read.
        }
    }
}
