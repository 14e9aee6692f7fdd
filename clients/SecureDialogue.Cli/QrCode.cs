using QRCoder;

namespace SecureDialogue.Cli;

/// <summary>A QR code out of half blocks, dark on light, as terminals can show it.</summary>
internal static class QrCode
{
    public static IEnumerable<string> Lines(string content)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.L);
        var modules = data.ModuleMatrix;
        for (var row = 0; row < modules.Count; row += 2)
        {
            var below = row + 1 < modules.Count ? modules[row + 1] : null;
            yield return string.Concat(Enumerable.Range(0, modules.Count).Select(column => HalfBlock(modules[row][column], below?[column] ?? false)));
        }
    }

    // Light modules are drawn: terminals are mostly dark, and a code needs its light margin.
    private static char HalfBlock(bool upperIsDark, bool lowerIsDark) => (upperIsDark, lowerIsDark) switch
    {
        (false, false) => '█',
        (false, true) => '▀',
        (true, false) => '▄',
        (true, true) => ' ',
    };
}
