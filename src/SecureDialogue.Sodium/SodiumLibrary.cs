using System.Reflection;
using System.Runtime.InteropServices;

namespace SecureDialogue.Sodium;

/// <summary>Finds libsodium under the names it has on each system.</summary>
public static class SodiumLibrary
{
    /// <summary>The name the imports use; never the name of a file.</summary>
    internal const string ImportName = "sodium";

    // "libsodium" alone does not resolve where only the run-time package is installed, so versions are named.
    private static readonly string[] Candidates = OperatingSystem.IsWindows()
        ? ["libsodium.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libsodium.dylib", "/opt/homebrew/lib/libsodium.dylib", "/usr/local/lib/libsodium.dylib"]
            : ["libsodium.so.26", "libsodium.so.23", "libsodium.so"];

    /// <summary>Loads the library; programs call it first, so that its absence is one sentence and not a failure later.</summary>
    /// <exception cref="SodiumMissingException">The library is missing or unusable.</exception>
    public static void EnsureLoaded()
    {
        try
        {
            if (Native.sodium_init() >= 0)
            {
                return;
            }
        }
        catch (TypeInitializationException e) when (e.InnerException is SodiumMissingException or DllNotFoundException)
        {
            // Rethrown below as what it means.
        }

        throw new SodiumMissingException();
    }

    /// <summary>Registers the resolver; called first thing by the static constructor of <see cref="Native"/>.</summary>
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(SodiumLibrary).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != ImportName)
        {
            return 0;
        }

        foreach (var candidate in Candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle))
            {
                return handle;
            }
        }

        throw new SodiumMissingException();
    }
}
