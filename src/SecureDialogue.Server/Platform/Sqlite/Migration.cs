using System.Globalization;
using System.Reflection;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>Brings a file to the newest schema: numbered scripts, one transaction, the number kept in user_version.</summary>
internal static class Migration
{
    /// <param name="rows">The file.</param>
    /// <param name="name">Mailboxes or Channels: the folder of its scripts.</param>
    public static void Apply(SqliteSession rows, string name)
    {
        var scripts = Scripts(name);
        var version = rows.Number("PRAGMA user_version");
        if (version > scripts.Length)
        {
            throw new StartRefusedException($"The data directory was written by a newer release ({name}, version {version}); this one knows version {scripts.Length}.");
        }

        _ = rows.Execute("BEGIN IMMEDIATE");
        foreach (var script in scripts.Skip((int)version))
        {
            _ = rows.Execute(Text(script));
        }

        _ = rows.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {scripts.Length}"));
        _ = rows.Execute("COMMIT");
    }

    private static string[] Scripts(string name) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(script => script.StartsWith(name, StringComparison.Ordinal) && script.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Text(string script)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(script)
            ?? throw new System.Diagnostics.UnreachableException("The script was just listed.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
