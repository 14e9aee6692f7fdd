using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace SecureDialogue.Server.Web;

/// <summary>
/// The words of the page's first screen are one small file for each language, and only the browser knows which it will want. It says so
/// when it asks for the page, so the answer names that file: on a slow line its words are on their way a round earlier.
/// </summary>
internal sealed partial class FirstWords
{
    private const string Fallback = "en";

    private readonly FrozenDictionary<string, string> _paths;

    private FirstWords(FrozenDictionary<string, string> paths) => _paths = paths;

    /// <param name="paths">Of all files of the web client.</param>
    public static FirstWords Among(IEnumerable<string> paths) => new(paths
        .Select(path => Name().Match(path))
        .Where(match => match.Success)
        .ToFrozenDictionary(match => match.Groups["language"].Value, match => match.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>The value of the header <c>Link</c>, or null where no file is one of first words.</summary>
    /// <param name="accepted">What the browser asks for, as <c>Accept-Language</c> says it.</param>
    public string? Link(IList<StringWithQualityHeaderValue> accepted)
    {
        var wanted = accepted.Where(one => one.Quality is not 0)
            .OrderByDescending(one => one.Quality ?? 1)
            .Select(one => one.Value.Value?.Split('-')[0] ?? "")
            .FirstOrDefault(_paths.ContainsKey, Fallback);
        return _paths.TryGetValue(wanted, out var path) ? $"<{path}>; rel=modulepreload" : null;
    }

    [GeneratedRegex(@"^/assets/(?<language>[a-z]{2})\.first-[\w-]{8}\.js$")]
    private static partial Regex Name();
}
