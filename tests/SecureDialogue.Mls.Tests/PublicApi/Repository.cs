namespace SecureDialogue.Mls.Tests.PublicApi;

/// <summary>Files of the repository that tests compare with.</summary>
internal static class Repository
{
    internal static string Path(string path) => System.IO.Path.Combine(Root(), path);

    internal static string Read(string path) => File.ReadAllText(Path(path));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "SecureDialogue.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run below the repository");
    }
}
