using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>Servers that Debian packages, each in a folder of its own with settings of its own; what Debian would start stays off.</summary>
internal static class DebianPeers
{
    private static readonly string Libraries = "/usr/lib/" + (Directory.Exists("/usr/lib/x86_64-linux-gnu") ? "x86_64" : "aarch64") + "-linux-gnu";

    internal static IReadOnlyList<Peer> All { get; } =
    [
        new Peer("ejabberd", "xmpp", 16, _ => StartEjabberdAsync())
        {
            Programs = ["erl", "ejabberdctl", "sqlite3"],
            IsIdleMeasured = false,
            Settings = "MUC, mod_mam in SQLite, no shaper, no history, anonymous login, schedulers do not spin",
        },
        new Peer("prosody", "xmpp", 8, _ => StartProsodyAsync())
        {
            Programs = ["prosody"],
            IsIdleMeasured = false,
            Settings = "MUC, mod_muc_mam in SQLite, no history, anonymous login",
        },
        new Peer("mosquitto", "mqtt", 8, _ => StartMosquittoAsync())
        {
            Programs = ["mosquitto"],
            Settings = "QoS 1, lasting sessions; persistence is a snapshot each second of what is undelivered, no archive",
        },
    ];

    private static async Task<ServerProcess> StartEjabberdAsync()
    {
        var (folder, port) = (ServerProcess.NewFolder(), ServerProcess.FreePort());
        Configure(folder, port, "ejabberd.yml");
        using (var schema = Process.Start("sqlite3", [Path.Combine(folder, "ejabberd.db"), ".read /usr/share/ejabberd/sql/lite.sql"]))
        {
            await schema.WaitForExitAsync();
        }

        var start = new ProcessStartInfo("erl",
        [
            "-noinput", "-boot", "start_sasl", "+K", "true", "+P", "250000", "+Q", "65536", "+sbwt", "none", "+sbwtdcpu", "none", "+sbwtdio", "none",
            "-mnesia", "dir", $"\"{folder}/mnesia\"", "-sasl", "sasl_error_logger", "false", "-s", "ejabberd",
        ]);
        start.Environment["EJABBERD_CONFIG_PATH"] = Path.Combine(folder, "ejabberd.yml");
        start.Environment["EJABBERD_LOG_PATH"] = Path.Combine(folder, "ejabberd.log");
        start.Environment["ERL_LIBS"] = Libraries;
        start.Environment["HOME"] = folder;
        start.Environment["ERL_CRASH_DUMP_BYTES"] = "0";
        return await ServerProcess.StartAsync(start, folder, port);
    }

    private static Task<ServerProcess> StartProsodyAsync()
    {
        var (folder, port) = (ServerProcess.NewFolder(), ServerProcess.FreePort());
        Configure(folder, port, "prosody.cfg.lua");
        return ServerProcess.StartAsync(new ProcessStartInfo("prosody", ["--config", Path.Combine(folder, "prosody.cfg.lua"), "-F"]), folder, port);
    }

    private static Task<ServerProcess> StartMosquittoAsync()
    {
        var (folder, port) = (ServerProcess.NewFolder(), ServerProcess.FreePort());
        Configure(folder, port, "mosquitto.conf");
        var program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        return ServerProcess.StartAsync(new ProcessStartInfo(program, ["-c", Path.Combine(folder, "mosquitto.conf")]), folder, port);
    }

    /// <summary>Writes the embedded settings into the folder.</summary>
    private static void Configure(string folder, int port, string name)
    {
        using var embedded = new StreamReader(typeof(DebianPeers).Assembly.GetManifestResourceStream(name)!);
        File.WriteAllText(Path.Combine(folder, name), embedded.ReadToEnd()
            .Replace("@PORT@", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@FOLDER@", folder, StringComparison.Ordinal));
    }
}
