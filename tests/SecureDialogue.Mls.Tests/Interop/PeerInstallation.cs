using System.Diagnostics;
using SecureDialogue.Mls.Tests.Vectors;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>
/// The peers under artifacts/interop: ts-mls, where tests/run.sh puts it too, and the engine of the web client in one file. The tree
/// itself gets no node_modules but those that infra/run.sh installs to build the web client.
/// </summary>
internal static class PeerInstallation
{
    private static readonly Version OldestNode = new(20, 19);

    /// <summary>Installs what is missing and gives the folder to start node in.</summary>
    internal static async Task<string> RequireAsync()
    {
        RequireNode((await RunAsync("node", ["--version"], ".")).Trim());
        var root = VectorFolder.RepositoryRoot();
        var source = Path.Combine(root, "tests", "SecureDialogue.Mls.Tests", "Interop", "peer");
        var folder = Path.Combine(root, "artifacts", "interop");
        var isCurrent = IsSame("package-lock.json", source, folder) && Directory.Exists(Path.Combine(folder, "node_modules", "ts-mls"));
        _ = Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(source, "peer.mjs"), Path.Combine(folder, "peer.mjs"), overwrite: true);
        if (!isCurrent)
        {
            File.Copy(Path.Combine(source, "package.json"), Path.Combine(folder, "package.json"), overwrite: true);
            File.Copy(Path.Combine(source, "package-lock.json"), Path.Combine(folder, "package-lock.json"), overwrite: true);
            _ = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
        }

        await BundleAsync(Path.Combine(root, "clients", "web"), Path.Combine(folder, "web.mjs"));
        return folder;
    }

    private static async Task BundleAsync(string web, string file)
    {
        if (!Directory.Exists(Path.Combine(web, "node_modules", "vite")))
        {
            throw new InvalidOperationException("The interop tests need what the web client is built with: run bash infra/run.sh --build-only");
        }

        _ = await RunAsync("node", ["build/bundle.js", "tests/interop/peer.ts", file, "node"], web);
    }

    private static bool IsSame(string name, string source, string folder)
    {
        var copy = Path.Combine(folder, name);
        return File.Exists(copy) && File.ReadAllText(copy) == File.ReadAllText(Path.Combine(source, name));
    }

    private static void RequireNode(string version)
    {
        if (!Version.TryParse(version.TrimStart('v'), out var found) || found < OldestNode)
        {
            throw new InvalidOperationException($"The interop tests need Node.js {OldestNode} or newer, found: {version}");
        }
    }

    private static async Task<string> RunAsync(string command, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} failed: {await error}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"The interop tests need Node.js {OldestNode} or newer with npm: `{command}` was not found.");
        }
    }
}
