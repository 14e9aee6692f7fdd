using System.Diagnostics;
using System.Globalization;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>npm ts-mls, run by Node in a folder outside the tree; absent, with the reason in words, where it cannot be.</summary>
internal sealed class TsMls
{
    private const string ScriptName = "ts-mls.mjs";
    private static readonly string[] Packages = ["ts-mls@1.6.4", "@hpke/chacha20poly1305@1.8.0", "@noble/ciphers@2.1.1", "@noble/curves@2.0.1"];
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "securedialogue-ts-mls-1.6.4");
    private readonly Dictionary<(string Name, int Members), double> _milliseconds = [];

    private TsMls(string remark) => Remark = remark;

    /// <summary>What was and was not measured.</summary>
    internal string Remark { get; private set; }

    internal double? Of(Operation operation) =>
        _milliseconds.TryGetValue((operation.Name, operation.Members), out var found) ? found : null;

    internal static TsMls Measure(IReadOnlyList<int> sizes)
    {
        if (!Install())
        {
            return new TsMls("ts-mls was not measured: it needs node and npm and the network, once, to install it in the temporary folder.");
        }

        Console.Error.WriteLine("measuring ts-mls");
        var (code, lines) = Execute("node", [ScriptName, .. sizes.Select(size => size.ToString(CultureInfo.InvariantCulture))]);
        var measured = new TsMls(code == 0 ? "ts-mls 1.6.4 in Node, processor time of its process." : "ts-mls ended before it had measured everything.");
        foreach (var line in lines)
        {
            measured.Take(line.Split('\t'));
        }

        return measured;
    }

    private void Take(string[] cells)
    {
        if (cells is ["remark", var remark])
        {
            Remark += " " + remark;
        }
        else if (cells is [var name, var members, var milliseconds])
        {
            _milliseconds[(name, int.Parse(members, CultureInfo.InvariantCulture))] = double.Parse(milliseconds, CultureInfo.InvariantCulture);
        }
    }

    private static bool Install()
    {
        _ = Directory.CreateDirectory(Folder);
        using (var script = File.Create(Path.Combine(Folder, ScriptName)))
        using (var embedded = typeof(TsMls).Assembly.GetManifestResourceStream(ScriptName)!)
        {
            embedded.CopyTo(script);
        }

        return Directory.Exists(Path.Combine(Folder, "node_modules", "ts-mls"))
            || Execute("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", .. Packages]).Code == 0;
    }

    private static (int Code, IReadOnlyList<string> Lines) Execute(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true })!;
            var lines = process.StandardOutput.ReadToEnd().Split('\n');
            process.WaitForExit();
            return (process.ExitCode, lines);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, []); // The program is not installed.
        }
    }
}
