using System.Net;

namespace SecureDialogue.Cli.Releases;

/// <summary>What a relay answered to one request.</summary>
/// <param name="Status">The status.</param>
/// <param name="Bytes">The body without its encoding; null when it was longer than asked for or no such encoding.</param>
/// <param name="ContentSecurityPolicy">That header.</param>
/// <param name="Redirects">Whether a header would send the browser elsewhere.</param>
internal sealed record ServedFile(HttpStatusCode Status, byte[]? Bytes, string ContentSecurityPolicy, bool Redirects)
{
    public bool IsThere => Status == HttpStatusCode.OK;
}
