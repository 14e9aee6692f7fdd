using System.Diagnostics;
using System.Reflection;

namespace SecureDialogue.Server.Platform.Redis;

/// <summary>The scripts that are part of the program.</summary>
internal static class RedisScript
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Redis/{name}")
            ?? throw new UnreachableException("The script is part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
