namespace SecureDialogue.Server.Platform;

/// <summary>The directory that holds everything the relay keeps: closed to other accounts, and used by one relay at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        _path = path;
        _lock = held;
    }

    public static DataDirectory Open(string path)
    {
        try
        {
            Create(path);
            return new DataDirectory(path, Hold(Path.Combine(path, "relay.lock")));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data directory {path} cannot be written.");
        }
        catch (IOException)
        {
            throw new StartRefusedException($"The data directory {path} cannot be used, or another relay is using it.");
        }
    }

    /// <summary>Path of a file that exists with mode 0600; SQLite gives the same mode to the files beside it.</summary>
    public string File(string name)
    {
        var path = Path.Combine(_path, name);
        using (new FileStream(path, Private(FileMode.OpenOrCreate)))
        {
            return path;
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            _ = Directory.CreateDirectory(path, OwnerFile | UnixFileMode.UserExecute);
        }
    }

    private static FileStream Hold(string path) => new(path, Private(FileMode.OpenOrCreate));

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return options;
    }
}
