using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecureDialogue.Client.Tests;

/// <summary>Files under tests/vectors that both clients are held to. Written only when UPDATE_GOLDEN is 1; otherwise read.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    internal static T Of<T>(string folder, string file, Func<T> make)
    {
        var path = Path.Combine(Root(), "tests", "vectors", folder, file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, JsonSerializer.Serialize(make(), Indented) + "\n");
        }

        return Read<T>(folder, file);
    }

    internal static T Read<T>(string folder, string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Root(), "tests", "vectors", folder, file)), Indented)!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SecureDialogue.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
