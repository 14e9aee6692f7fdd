using System.Globalization;

namespace SecureDialogue.Benchmarks.Scale.Reporting;

/// <summary>Numbers as people read them.</summary>
internal static class Words
{
    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "over 10 M",
        >= 1e7 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0} M"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.0} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0} k"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.0} k"),
        >= 10 => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    internal static string Micro(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0} µs");

    internal static string Milli(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.#} ms");

    internal static string Percent(double part) => part switch
    {
        <= 0 => "-",
        < 0.0095 => "< 1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0} %"),
    };

    internal static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    internal static string Head(params string[] cells) => Row(cells) + Row([.. cells.Select(_ => "---")]);
}
