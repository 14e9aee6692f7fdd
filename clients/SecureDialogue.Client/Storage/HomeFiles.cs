using System.Security.Cryptography;

namespace SecureDialogue.Client.Storage;

/// <summary>The files of a home: their names, their modes, and the order in which they come and go.</summary>
internal readonly record struct HomeFiles(string Directory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerOnly | UnixFileMode.UserExecute;

    internal string Lock => Path.Combine(Directory, "lock");

    internal string Key => Path.Combine(Directory, "key.json");

    internal string Database => Path.Combine(Directory, "store.db");

    /// <summary>Whether there is anything of a home.</summary>
    internal bool Any => File.Exists(Lock) || File.Exists(Key) || File.Exists(Database);

    internal void Create()
    {
        if (File.Exists(Directory) || (System.IO.Directory.Exists(Directory) && System.IO.Directory.EnumerateFileSystemEntries(Directory).Any()))
        {
            throw new StoreException(StoreError.AlreadyExists);
        }

        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(Directory);
        }
        else
        {
            System.IO.Directory.CreateDirectory(Directory, OwnerDirectory);
            File.SetUnixFileMode(Directory, OwnerDirectory);
        }

        WriteNew(Lock, []);
    }

    /// <summary>Writes a file that must not exist, through to the disk.</summary>
    internal static void WriteNew(string path, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Takes the system's lock on the lock file, which ends with the process that holds it; null when another has it.</summary>
    internal FileStream? TryLock()
    {
        FileStream file;
        try
        {
            // FileShare.None is flock(LOCK_EX) on Unix, which holds between two openings in one process too, and exclusive opening on Windows.
            file = new FileStream(Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreException(Any ? StoreError.Corrupted : StoreError.NotAHome, e);
        }
        catch (IOException)
        {
            return null;
        }

        // Who waited while the home was wiped now holds a file that is in no directory.
        if (File.Exists(Lock))
        {
            return file;
        }

        file.Dispose();
        throw new StoreException(StoreError.NotAHome);
    }

    /// <summary>Deletes the home, the key first: without it the rest says nothing. Files that are not a home's stay, and then so does the directory.</summary>
    internal void Wipe()
    {
        if (File.Exists(Key))
        {
            Overwrite(Key);
            File.Delete(Key);
        }

        string[] rest = [Database, Database + "-wal", Database + "-shm", Database + "-journal", Lock];
        foreach (var path in rest)
        {
            File.Delete(path);
        }

        if (!System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
        {
            System.IO.Directory.Delete(Directory);
        }
    }

    private static void Overwrite(string path)
    {
        // Shared: whoever reads the file at this moment must not keep it from being overwritten.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Write(RandomNumberGenerator.GetBytes(checked((int)Math.Min(file.Length, KeyFile.MaxBytes))));
        file.Flush(flushToDisk: true);
    }
}
