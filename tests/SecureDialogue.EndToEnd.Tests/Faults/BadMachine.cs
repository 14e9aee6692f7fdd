using System.Globalization;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Makes the disk of one process slow, or its clock wrong, while it runs: a few lines of C that are preloaded into it.</summary>
internal sealed class BadMachine
{
    private readonly string _folder;

    private BadMachine(string folder) => _folder = folder;

    private string Library => Path.Combine(_folder, "bad_machine.so");

    /// <summary>For a process on this machine.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["LD_PRELOAD"] = Library, ["BAD_MACHINE"] = _folder };

    /// <summary>The same as a command in front of another.</summary>
    public string[] Command => ["env", .. Environment.Select(pair => $"{pair.Key}={pair.Value}")];

    public static async Task<BadMachine> BuildAsync(Workplace workplace, string name)
    {
        // LD_PRELOAD is a list with spaces. Readable by PostgreSQL's own account.
        Assert.DoesNotContain(' ', workplace.In(name));
        const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(workplace.Directory, ForAll);
        var machine = new BadMachine(Directory.CreateDirectory(workplace.In(name), ForAll).FullName);
        var built = await workplace.ShellAsync($"gcc -shared -fPIC -O1 -o '{machine.Library}' '{Path.Combine(AppContext.BaseDirectory, "Faults", "bad_machine.c")}' -ldl");
        Assert.True(built.ExitCode == 0, built.ToString());
        return machine;
    }

    /// <summary>How much later its disk says that something is on it.</summary>
    public void SlowDisk(TimeSpan by) => Set("slow", (long)by.TotalMicroseconds);

    /// <summary>How far its clock is ahead, or behind.</summary>
    public void SetClock(TimeSpan ahead) => Set("clock", (long)ahead.TotalSeconds);

    private void Set(string name, long value) => File.WriteAllText(Path.Combine(_folder, name), value.ToString(CultureInfo.InvariantCulture));
}
