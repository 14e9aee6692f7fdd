using System.Runtime.CompilerServices;

namespace SecureDialogue.Client.Tests;

internal static class ThreadSupply
{
    /// <summary>
    /// SQLite's writes and ends of processes hold a thread each. With one thread a core, as the pool starts, tests of connections that run beside them
    /// would wait for the pool to grow, for seconds on a slow disk.
    /// </summary>
    [ModuleInitializer]
    internal static void Enlarge() => ThreadPool.SetMinThreads(32, 32);
}
