using System.Security.Cryptography;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Cli.Releases;

/// <summary>Compares what a relay really serves with what its release says, and the release with what the person has in hand.</summary>
internal sealed class ReleaseCheck(RelayAddress relay, ReleaseExpectation expected) : IDisposable
{
    /// <summary>No file of a web client is longer.</summary>
    private const int MaxFileBytes = 8 * 1024 * 1024;

    private readonly ReleaseHost _host = new(relay);
    private readonly List<string> _problems = [];

    public void Dispose() => _host.Dispose();

    public async Task<ReleaseView> RunAsync(CancellationToken cancellation)
    {
        var served = await _host.GetAsync(Release.Path, string.Empty, Release.MaxBytes, cancellation);
        if (!served.IsThere || served.Bytes is not { } bytes || Release.Parse(bytes) is not { } release)
        {
            return View(new Release(string.Empty, string.Empty, string.Empty, new Dictionary<string, string>()), [], [$"{Release.Path} is not there, or is none"]);
        }

        var signed = await SignersAsync(bytes, cancellation);
        if (expected.Hash is { } hash && hash != release.Hash)
        {
            _problems.Add("its hash is another than the one given");
        }

        if (expected.Built is { } built && !built.AsSpan().SequenceEqual(bytes))
        {
            _problems.Add("it is another release than the one built here");
        }

        foreach (var encoding in ReleaseHost.Encodings)
        {
            await CompareAsync("/", release.Files[Release.Page], release, encoding, cancellation);
            foreach (var (path, wanted) in release.Files)
            {
                await CompareAsync(path, wanted, release, encoding, cancellation);
            }
        }

        return View(release, signed, [.. _problems.Distinct()]);
    }

    private async Task<IReadOnlyList<string>> SignersAsync(byte[] release, CancellationToken cancellation)
    {
        if (expected.Keys.Count == 0)
        {
            return [];
        }

        var served = await _host.GetAsync(ReleaseSignatures.Path, string.Empty, ReleaseSignatures.MaxBytes, cancellation);
        var signatures = served is { IsThere: true, Bytes: { } bytes } ? ReleaseSignatures.Parse(bytes) : new([]);
        var (signed, unsigned) = (new List<string>(), new List<string>());
        foreach (var key in expected.Keys)
        {
            (signatures.Holds(key, release) ? signed : unsigned).Add(Convert.ToHexStringLower(key));
        }

        _problems.AddRange(unsigned.Select(key => $"it is not signed by {key}"));
        return signed;
    }

    private async Task CompareAsync(string path, string wanted, Release release, string encoding, CancellationToken cancellation)
    {
        var file = await _host.GetAsync(path, encoding, MaxFileBytes, cancellation);
        var how = encoding.Length == 0 ? path : $"{path} ({encoding})";
        if (file.Redirects)
        {
            _problems.Add($"{how} sends the browser elsewhere");
        }

        if (!file.IsThere)
        {
            _problems.Add($"{how} is not there");
        }
        else if (file.Bytes is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != wanted)
        {
            _problems.Add($"{how} is another file");
        }

        if (file.IsThere && file.ContentSecurityPolicy != release.ContentSecurityPolicy)
        {
            _problems.Add($"{how} comes with another content policy");
        }
    }

    private ReleaseView View(Release release, IReadOnlyList<string> signed, IReadOnlyList<string> problems) =>
        new(relay.Value, release.Version, release.Hash, release.Files.Count, signed, problems);
}
