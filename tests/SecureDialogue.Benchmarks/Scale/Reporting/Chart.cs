using System.Globalization;
using System.Text;

namespace SecureDialogue.Benchmarks.Scale.Reporting;

/// <summary>Lines over an axis, as SVG; each scale is linear or logarithmic.</summary>
internal sealed record Chart(string Title, string Across, string Up, bool IsLogAcross, bool IsLogUp)
{
    private const int Width = 800, Height = 380, Left = 70, Right = 270, Top = 40, Bottom = 50;

    private static readonly string[] Colours = ["#1f6f8b", "#c8553d", "#588b3d", "#8d6a9f", "#d49b1f", "#4a4e69", "#2a9d8f", "#b5179e", "#7f5539", "#6c757d", "#003049"];

    private readonly List<(string Name, List<(double X, double Y)> Points, bool IsDashed)> _lines = [];

    internal Chart Add(string name, IEnumerable<(double X, double Y)> points, bool isDashed = false)
    {
        _lines.Add((name, [.. points.Where(point => (!IsLogAcross || point.X > 0) && (!IsLogUp || point.Y > 0))], isDashed));
        return this;
    }

    public override string ToString()
    {
        var points = _lines.SelectMany(line => line.Points).ToList();
        var (x, y) = (Range(points.Select(point => point.X), IsLogAcross), Range(points.Select(point => point.Y), IsLogUp));
        var text = new StringBuilder();
        _ = text.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}">
            <style>text {"{"} font: 12px sans-serif; fill: #333 {"}"} .t {"{"} font-weight: bold; font-size: 14px {"}"} path {"{"} fill: none; stroke-width: 2 {"}"} .g {"{"} stroke: #ddd; stroke-width: 1 {"}"}</style>
            <rect width="{Width}" height="{Height}" fill="#fff"/>
            <text class="t" x="{Left}" y="22">{Title}</text>
            <text x="{Left + ((Width - Left - Right) / 2)}" y="{Height - 10}" text-anchor="middle">{Across}</text>
            <text transform="translate(16 {Height / 2}) rotate(-90)" text-anchor="middle">{Up}</text>

            """);
        foreach (var mark in Marks(x, IsLogAcross))
        {
            var at = PlaceAcross(mark, x);
            _ = text.Append(CultureInfo.InvariantCulture, $"<path class=\"g\" d=\"M{at:0.#} {Top}V{Height - Bottom}\"/><text x=\"{at:0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Say(mark)}</text>\n");
        }

        foreach (var mark in Marks(y, IsLogUp))
        {
            var at = PlaceUp(mark, y);
            _ = text.Append(CultureInfo.InvariantCulture, $"<path class=\"g\" d=\"M{Left} {at:0.#}H{Width - Right}\"/><text x=\"{Left - 6}\" y=\"{at + 4:0.#}\" text-anchor=\"end\">{Say(mark)}</text>\n");
        }

        for (var i = 0; i < _lines.Count; i++)
        {
            var (colour, dash) = (Colours[i % Colours.Length], _lines[i].IsDashed ? " stroke-dasharray=\"5 4\"" : "");
            var path = string.Join('L', _lines[i].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{PlaceAcross(point.X, x):0.#} {PlaceUp(point.Y, y):0.#}")));
            _ = text.Append(CultureInfo.InvariantCulture, $"<path stroke=\"{colour}\"{dash} d=\"M{path}\"/><path stroke=\"{colour}\"{dash} d=\"M{Width - Right + 12} {Top + 6 + (i * 20)}h20\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 38}\" y=\"{Top + 10 + (i * 20)}\">{_lines[i].Name}</text>\n");
        }

        return text.Append("</svg>\n").ToString();
    }

    private static (double Least, double Most) Range(IEnumerable<double> values, bool isLog)
    {
        var all = values.DefaultIfEmpty(1).ToList();
        return isLog
            ? (Math.Pow(10, Math.Floor(Math.Log10(all.Min()))), Math.Pow(10, Math.Ceiling(Math.Log10(all.Max()) - 1e-9)))
            : (Math.Min(0, all.Min()), Math.Max(all.Max(), 1e-9));
    }

    private static IEnumerable<double> Marks((double Least, double Most) range, bool isLog) => isLog
        ? Enumerable.Range(0, 40).Select(i => range.Least * Math.Pow(10, i)).TakeWhile(mark => mark <= range.Most * 1.001)
        : Enumerable.Range(0, 40).Select(i => range.Least + (i * Step(range.Most - range.Least))).TakeWhile(mark => mark <= range.Most * 1.001);

    /// <summary>One, two or five times a power of ten, so that there are about six marks.</summary>
    private static double Step(double range) => Math.Pow(10, Math.Floor(Math.Log10(range / 5))) is var power && range / power > 25 ? 5 * power : range / power > 10 ? 2 * power : power;

    private static double Part(double value, (double Least, double Most) range, bool isLog) => isLog
        ? Math.Log(value / range.Least) / Math.Log(range.Most / range.Least)
        : (value - range.Least) / (range.Most - range.Least);

    private static string Say(double value) => value switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.#}M"),
        >= 1e3 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.#}k"),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private double PlaceAcross(double value, (double Least, double Most) range) => Left + ((Width - Left - Right) * Part(value, range, IsLogAcross));

    private double PlaceUp(double value, (double Least, double Most) range) => Height - Bottom - ((Height - Top - Bottom) * Part(value, range, IsLogUp));
}
