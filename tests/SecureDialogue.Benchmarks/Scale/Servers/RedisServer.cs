using System.Diagnostics;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Servers;

/// <summary>A Redis that keeps nothing on disk.</summary>
internal static class RedisServer
{
    internal static Task<ServerProcess> StartAsync()
    {
        var port = ServerProcess.FreePort();
        string[] words = ["--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no", "--loglevel", "warning"];
        return ServerProcess.StartAsync(new ProcessStartInfo("redis-server", words), ServerProcess.NewFolder(), port);
    }
}
