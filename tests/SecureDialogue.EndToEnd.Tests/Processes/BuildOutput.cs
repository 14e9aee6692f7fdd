namespace SecureDialogue.EndToEnd.Tests.Processes;

/// <summary>Where the Debug build put the programs: fault seams exist in Debug builds only.</summary>
internal static class BuildOutput
{
    public static string Root { get; } = FindRoot();

    public static string Cli { get; } = Find("SecureDialogue.Cli", "dialogue.dll");

    public static string Server { get; } = Find("SecureDialogue.Server", "SecureDialogue.Server.dll");

    public static string Tests => Path.Combine(Root, "tests", "SecureDialogue.EndToEnd.Tests");

    private static string Find(string project, string file)
    {
        var path = Path.Combine(Root, "artifacts", "bin", project, "debug", file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} has no Debug build", file);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SecureDialogue.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("no SecureDialogue.sln above the tests");
    }
}
