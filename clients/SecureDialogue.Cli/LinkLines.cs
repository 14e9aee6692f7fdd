using System.CommandLine;

namespace SecureDialogue.Cli;

/// <summary>How a link that was made is printed: last, and before it its QR code where <c>--qr</c> asks for one.</summary>
internal static class LinkLines
{
    /// <summary>The option, of which each command has its own.</summary>
    public static Option<bool> Qr() => new("--qr") { Description = "show the link as a QR code too" };

    public static IReadOnlyList<string> Of(string link, bool qr) => qr ? [.. QrCode.Lines(link), link] : [link];
}
