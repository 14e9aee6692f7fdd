using System.IO.Compression;
using System.Net.Http.Headers;
using SecureDialogue.Client;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Cli.Releases;

/// <summary>
/// Asks a relay for files as a browser does. Redirects are not followed, no cookie is kept, and the body is opened here, because a relay
/// that cheats may do so in one encoding only. A proxy is the system's (<c>ALL_PROXY</c>), as for an onion service.
/// </summary>
internal sealed class ReleaseHost(RelayAddress address) : IDisposable
{
    /// <summary>The encodings that browsers ask for; the empty one is none.</summary>
    public static readonly IReadOnlyList<string> Encodings = ["", "gzip", "br"];

    private const int BufferBytes = 64 * 1024;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri(address.Value),
        Timeout = TimeSpan.FromSeconds(30),
    };

    public void Dispose() => _client.Dispose();

    /// <param name="path">Where the file is.</param>
    /// <param name="encoding">How it may be sent.</param>
    /// <param name="maxBytes">What more is not read.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DialogueException">The relay cannot be reached.</exception>
    public async Task<ServedFile> GetAsync(string path, string encoding, int maxBytes, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (encoding.Length > 0)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            return new ServedFile(
                response.StatusCode,
                await OpenAsync(body, string.Join(',', response.Content.Headers.ContentEncoding), maxBytes, cancellation),
                response.Headers.TryGetValues("Content-Security-Policy", out var policies) ? string.Join(", ", policies) : string.Empty,
                response.Headers.Contains("Refresh") || response.Headers.Location is not null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new DialogueException(DialogueError.RelayUnreachable, "the relay cannot be reached", "check the address and the connection, then run this again");
        }
    }

    private static async Task<byte[]?> OpenAsync(Stream body, string encoding, int maxBytes, CancellationToken cancellation)
    {
        await using var open = encoding switch
        {
            "" => body,
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => Stream.Null,
        };
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        try
        {
            while (await open.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                if (bytes.Length + read > maxBytes)
                {
                    return null;
                }

                await bytes.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return null;
        }

        return ReferenceEquals(open, Stream.Null) ? null : bytes.ToArray();
    }
}
