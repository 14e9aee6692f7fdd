using System.Collections.Frozen;
using SecureDialogue.Server.Platform;

namespace SecureDialogue.Server.Web;

/// <summary>
/// The web client's files, read once at start: what is served is one release as a whole, and a request only ever looks up a
/// name in this table, so that no path leads anywhere else on the disk.
/// </summary>
internal sealed class WebFiles
{
    /// <summary>A web client is small; a folder with more is another folder.</summary>
    private const int MostFiles = 1000;
    private const long MostBytes = 32 * 1024 * 1024;

    private static readonly (string Ending, string Encoding)[] Encodings = [(".br", "br"), (".gz", "gzip")];

    private readonly FrozenDictionary<string, WebFile> _files;

    private WebFiles(IEnumerable<KeyValuePair<string, WebFile>> files)
    {
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        FirstWords = FirstWords.Among(_files.Keys);
    }

    public static WebFiles None { get; } = new([]);

    /// <summary>The words of its first screen.</summary>
    public FirstWords FirstWords { get; }

    /// <summary>Whether a web client is there.</summary>
    public bool IsThere => Find("/") is not null;

    /// <summary>The page is at <c>/</c>, and nowhere else but under its file's name.</summary>
    public WebFile? Find(string path) => _files.GetValueOrDefault(path == "/" ? "/index.html" : path);

    /// <param name="directory">Where the build put them; nothing is served when it does not exist.</param>
    /// <exception cref="StartRefusedException">It holds too much or cannot be read.</exception>
    public static WebFiles Read(string directory)
    {
        var folder = new DirectoryInfo(directory);
        if (!folder.Exists)
        {
            return None;
        }

        // Neither hidden files nor links: both are there by mistake.
        var chosen = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        try
        {
            var found = folder.EnumerateFiles("*", chosen).Take(MostFiles + 1).ToDictionary(
                file => "/" + Path.GetRelativePath(folder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), StringComparer.Ordinal);
            return found.Count > MostFiles || found.Values.Sum(file => file.Length) > MostBytes
                ? throw new StartRefusedException($"Relay:WebDirectory: {directory} holds more than a web client has.")
                : new WebFiles(found.Keys.Where(path => ContentType.Of(path) is not null).Select(path => KeyValuePair.Create(path, Read(path, found))));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Relay:WebDirectory: {directory} cannot be read.");
        }
    }

    private static WebFile Read(string path, Dictionary<string, FileInfo> found) => WebFile.Of(
        path,
        ContentType.Of(path)!,
        File.ReadAllBytes(found[path].FullName),
        Encodings.Where(one => found.ContainsKey(path + one.Ending)).Select(one => (one.Encoding, File.ReadAllBytes(found[path + one.Ending].FullName))));
}
