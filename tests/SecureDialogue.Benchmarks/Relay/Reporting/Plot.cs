using System.Globalization;
using System.Text;

namespace SecureDialogue.Benchmarks.Relay.Reporting;

/// <summary>Results as a picture: bars for each peer, on logarithmic scales, because they lie two orders apart.</summary>
internal static class Plot
{
    private const int Width = 760;
    private const int Left = 110;
    private const int Bar = 20;
    private const int Row = 28;

    internal static string Of(Results results)
    {
        (string Title, Metric Metric)[] panels =
        [
            ("deliveries/s at saturation (more is better; the bars are logarithmic)", Metric.Most),
            ("CPU ms per 1,000 deliveries at saturation (less is better; the bars are logarithmic)", Metric.CpuAtMost),
            ("CPU ms per 1,000 deliveries at 200 messages/s (less is better; the bars are logarithmic)", Metric.Cpu200),
        ];
        var (text, top) = (new StringBuilder(), 0);
        foreach (var (title, metric) in panels)
        {
            top = Panel(text, results, (title, metric), top);
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{top}" viewBox="0 0 {Width} {top}" role="img" aria-label="The relay beside its peers">
            <style>text {"{"} font: 13px sans-serif; fill: #333 {"}"} .t {"{"} font-weight: bold {"}"} rect {"{"} fill: #9aa7b1 {"}"} .o {"{"} fill: #1f6f8b {"}"}</style>
            <rect width="{Width}" height="{top}" style="fill: #fff"/>
            {text}</svg>

            """);
    }

    private static int Panel(StringBuilder text, Results results, (string Title, Metric Metric) panel, int top)
    {
        var values = results.Peers.Select(peer => (Peer: peer, Value: results.Of(peer, panel.Metric))).Where(pair => pair.Value > 0).ToList();
        _ = text.Append(CultureInfo.InvariantCulture, $"<text class=\"t\" x=\"12\" y=\"{top + 22}\">{panel.Title}</text>\n");
        if (values.Count > 0)
        {
            var (least, most) = (Math.Log10(values.Min(pair => pair.Value)) - 0.5, Math.Log10(values.Max(pair => pair.Value)));
            for (var i = 0; i < values.Count; i++)
            {
                var y = top + 34 + (i * Row);
                var length = (int)((Width - Left - 110) * (Math.Log10(values[i].Value) - least) / (most - least));
                var mark = values[i].Peer == "relay" ? " class=\"o\"" : "";
                _ = text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{values[i].Peer}</text>")
                    .Append(CultureInfo.InvariantCulture, $"<rect{mark} x=\"{Left}\" y=\"{y}\" width=\"{length}\" height=\"{Bar}\"/>")
                    .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + length + 8}\" y=\"{y + 15}\">{values[i].Value.ToString(values[i].Value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture)}</text>\n");
            }
        }

        return top + 48 + (values.Count * Row);
    }
}
