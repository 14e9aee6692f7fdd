namespace SecureDialogue.Server.Web;

/// <summary>The kinds of file that a web client is made of. A file of any other kind is not served.</summary>
internal static class ContentType
{
    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".webmanifest"] = "application/manifest+json; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
    };

    public static string? Of(string path) => ByEnding.GetValueOrDefault(Path.GetExtension(path));
}
