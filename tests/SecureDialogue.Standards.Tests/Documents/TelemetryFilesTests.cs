using System.Text.Json;
using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Documents;

/// <summary>The dashboard and the alerts ask for metrics that a relay sends, under the names that Prometheus gives them.</summary>
public sealed partial class TelemetryFilesTests
{
    [Theory]
    [InlineData("infra/telemetry/dashboard.json")]
    [InlineData("infra/telemetry/alerts.yaml")]
    public void Every_metric_that_is_asked_for_is_sent(string file)
    {
        var sent = Sent(Repository.Read("src/SecureDialogue.Server/Platform/Telemetry/RelayMetrics.cs"));
        var asked = Names().Matches(Repository.Read(file)).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(asked);
        Verdict.Clean(asked.Except(sent).Select(name => $"{file} asks for {name}"));
        Assert.DoesNotContain("relay_nothing_total", sent);
    }

    [Fact]
    public void The_dashboard_shows_every_metric()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("infra/telemetry/dashboard.json"));
        var asked = string.Concat(dashboard.RootElement.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("targets").GetRawText()));

        var metrics = Instruments().Matches(Repository.Read("src/SecureDialogue.Server/Platform/Telemetry/RelayMetrics.cs")).Select(match => match.Groups["name"].Value.Replace('.', '_')).ToList();

        Assert.True(metrics.Count >= 7, $"{metrics.Count} metrics");
        Verdict.Clean(metrics.Where(name => !asked.Contains(name, StringComparison.Ordinal)).Select(name => $"the dashboard does not show {name}"));
    }

    /// <summary>As OpenTelemetry maps names to Prometheus: dots become underscores, a unit in words follows, a counter ends with total.</summary>
    private static List<string> Sent(string source) => [.. Instruments().Matches(source).SelectMany(match =>
    {
        var name = match.Groups["name"].Value.Replace('.', '_') + (match.Groups["unit"].Value == "s" ? "_seconds" : "");
        return match.Groups["kind"].Value switch
        {
            "Counter" => [name + "_total"],
            "Histogram" => [name + "_bucket", name + "_count", name + "_sum"],
            _ => new[] { name },
        };
    })];

    [GeneratedRegex("Create(?<kind>UpDownCounter|Counter|Histogram)<\\w+>\\(\"(?<name>[a-z._]+)\", \"(?<unit>[^\"]+)\"")]
    private static partial Regex Instruments();

    [GeneratedRegex("\\brelay_[a-z_]+")]
    private static partial Regex Names();
}
