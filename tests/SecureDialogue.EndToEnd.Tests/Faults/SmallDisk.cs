using System.Diagnostics;
using System.Globalization;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>
/// A file system of its own for one folder, seen by those programs only that are started by its command, so that it can be filled. It
/// lives as long as the process that holds it, and that one ends when these tests do.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Mebibytes = 384;

    private readonly Process _holder;
    private readonly string _folder;

    private SmallDisk(Process holder, string folder) => (_holder, _folder) = (holder, folder);

    /// <summary>In front of a program's own command.</summary>
    public string[] Command => ["nsenter", "-t", _holder.Id.ToString(CultureInfo.InvariantCulture), "-m", "--"];

    private string Seen => $"/proc/{_holder.Id}/root{_folder}";

    /// <summary>Null where mounting is not allowed.</summary>
    public static async Task<SmallDisk?> MountAsync(string folder)
    {
        const string Script = "mkdir -p \"$0\" && mount -t tmpfs -o \"size=$1m,mode=0700\" tmpfs \"$0\" && chown postgres: \"$0\" && echo mounted && exec cat";
        var holder = Process.Start(new ProcessStartInfo(
            "unshare", ["-m", "sh", "-c", Script, folder, Mebibytes.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (await holder.StandardOutput.ReadLineAsync() == "mounted")
        {
            return new SmallDisk(holder, folder);
        }

        holder.Dispose();
        return null;
    }

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        var bytes = new byte[1 << 20];
        try
        {
            using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, 0);
            while (true)
            {
                ballast.Write(bytes);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        _holder.Kill();
        _holder.WaitForExit();
        _holder.Dispose();
    }

    private string Ballast => Path.Combine(Seen, "ballast");
}
