using System.Reflection;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>Numbered scripts that bring a database forward from any released schema to the newest.</summary>
internal static class Migrations
{
    /// <summary>The scripts that are still to run, after the version that the database has.</summary>
    /// <param name="kind">Sqlite or Postgres: the folder of its scripts.</param>
    /// <param name="name">Mailboxes or Channels.</param>
    /// <param name="version">How many have run.</param>
    public static IReadOnlyList<string> After(string kind, string name, long version)
    {
        var scripts = Names(kind, name);
        return version > scripts.Length
            ? throw new StartRefusedException($"The store was written by a newer release ({name}, version {version}); this one knows version {scripts.Length}.")
            : [.. scripts.Skip((int)version).Select(Text)];
    }

    /// <summary>The newest version.</summary>
    public static int Newest(string kind, string name) => Names(kind, name).Length;

    private static string[] Names(string kind, string name) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(script => script.StartsWith($"{kind}/{name}/", StringComparison.Ordinal) && script.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Text(string script)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)
            ?? throw new System.Diagnostics.UnreachableException("The script was just listed.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
