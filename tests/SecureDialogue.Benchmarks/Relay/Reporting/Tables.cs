using System.Globalization;
using static SecureDialogue.Benchmarks.Reporting.MarkdownTable;

namespace SecureDialogue.Benchmarks.Relay.Reporting;

/// <summary>Results as Markdown.</summary>
internal static class Tables
{
    internal static string Of(Results results, Windows windows) => string.Join(
        '\n',
        About(results),
        Load(results),
        Times(results),
        Idle(results, windows),
        Targets(results));

    private static string About(Results results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {RuntimeVersion}; medians of {results.Runs} alternating runs. fdatasync of a 4 KiB append in the same runs, 200 a second: p50 {Number(results.DiskMilliseconds(0.5))} ms, p99 {Number(results.DiskMilliseconds(0.99))} ms; one after the other: {Number(results.BusyDiskMilliseconds(0.5))} and {Number(results.BusyDiskMilliseconds(0.99))} ms.\n");

    private static string RuntimeVersion => System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    private static string Load(Results results)
    {
        var text = Begin("at saturation", "deliveries/s", "x bare", "x ejabberd", "CPU ms per 1,000", "x bare", "x ejabberd", "p50 ms", "p99 ms", "with two generators");
        foreach (var peer in results.Peers)
        {
            var change = string.Create(CultureInfo.InvariantCulture, $"{results.ChangeByTwo(peer):+0.0 %;-0.0 %}{(results.IsGeneratorLimited(peer) ? ", generator-limited" : "")}");
            Append(
                text,
                peer,
                results.Of(peer, Metric.Most).ToString("#,0", CultureInfo.InvariantCulture),
                Ratio(results, peer, Metric.Most, "bare"),
                Ratio(results, peer, Metric.Most, "ejabberd"),
                Number(results.Of(peer, Metric.CpuAtMost)),
                Ratio(results, peer, Metric.CpuAtMost, "bare"),
                Ratio(results, peer, Metric.CpuAtMost, "ejabberd"),
                Number(results.Of(peer, Metric.P50AtMost)),
                Number(results.Of(peer, Metric.P99AtMost)),
                change);
        }

        return text.ToString();
    }

    private static string Times(Results results)
    {
        var text = Begin("at a steady rate", "CPU ms per 1,000 at 200/s", "x bare", "x ejabberd", "p50 ms", "p99 ms", "CPU ms per 1,000 at 2,000/s", "x bare", "p50 ms", "p99 ms");
        foreach (var peer in results.Peers)
        {
            Append(
                text,
                peer,
                Held(results.Of(peer, Metric.Cpu200)),
                Ratio(results, peer, Metric.Cpu200, "bare"),
                Ratio(results, peer, Metric.Cpu200, "ejabberd"),
                Number(results.Of(peer, Metric.P50At200)),
                Number(results.Of(peer, Metric.P99At200)),
                Held(results.Of(peer, Metric.Cpu2000)),
                Ratio(results, peer, Metric.Cpu2000, "bare"),
                Number(results.Of(peer, Metric.P50At2000)),
                Number(results.Of(peer, Metric.P99At2000)));
        }

        return text.ToString();
    }

    private static string Idle(Results results, Windows windows)
    {
        var text = Begin(
            string.Create(CultureInfo.InvariantCulture, $"{windows.Idle:#,0} idle connections"), "KiB each", "x bare", "after the storm", "x bare", "first connect s", "storm s", "x bare", "storm CPU s");
        foreach (var peer in results.Peers.Where(peer => !double.IsNaN(results.Of(peer, Metric.Idle))))
        {
            Append(
                text,
                peer,
                Number(results.Of(peer, Metric.Idle)),
                Ratio(results, peer, Metric.Idle, "bare"),
                Number(results.Of(peer, Metric.IdleAfterStorm)),
                Ratio(results, peer, Metric.IdleAfterStorm, "bare"),
                Number(results.Of(peer, Metric.Connect)),
                Number(results.Of(peer, Metric.Storm)),
                Ratio(results, peer, Metric.Storm, "bare"),
                Number(results.Of(peer, Metric.StormCpu)));
        }

        return text.ToString();
    }

    private static string Targets(Results results)
    {
        var text = Begin("target", "measured", "bound", "");
        foreach (var target in Target.Of(results))
        {
            Append(text, target.Text, Number(target.Measured), Number(target.Bound), target.Verdict);
        }

        return text.ToString();
    }

    private static string Ratio(Results results, string peer, Metric metric, string other) => Number(results.Of(peer, metric) / results.Of(other, metric));

    private static string Held(double value) => double.IsNaN(value) ? "cannot" : Number(value);

    private static string Number(double value) => double.IsNaN(value)
        ? "-"
        : value.ToString(value < 10 ? "0.00" : value < 1000 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
