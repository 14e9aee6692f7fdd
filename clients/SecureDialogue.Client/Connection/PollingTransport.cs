using System.Buffers;
using System.Net;
using System.Text.Json;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>
/// SignalR's long polling, for networks that let no WebSocket through: one request at a time waits for what the relay has to say, others
/// carry what is said to it. The id that ties them together is as secret as the connection and ends with it.
/// </summary>
internal sealed class PollingTransport : IRelayTransport
{
    /// <summary>More than the answer to a negotiation ever has.</summary>
    private const int NegotiationBytes = 16 * 1024;

    private readonly HttpClient _http;
    private readonly RelayTarget _target;
    private readonly CancellationTokenSource _cut = new();
    private Uri _connection = new("about:blank");
    private HttpResponseMessage? _answer;
    private Stream? _body;

    private PollingTransport(RelayTarget target)
    {
        _target = target;

        // An answer that leads elsewhere is none, and there is nothing to remember between two requests.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = target.CertificateTrust;
        if (target.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy);
        }

        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = NegotiationBytes };
    }

    /// <summary>Each poll ends in its time, or the relay is gone.</summary>
    public bool HasOwnKeepAlive => true;

    internal static async Task<IRelayTransport> OpenAsync(RelayTarget target, CancellationToken cancellationToken)
    {
        var transport = new PollingTransport(target);
        try
        {
            await transport.NegotiateAsync(cancellationToken).ConfigureAwait(false);

            // The first poll is answered at once, and begins the connection.
            await transport.PollAsync(cancellationToken).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    public async ValueTask<int?> ReceiveAsync(Memory<byte> memory, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        while (true)
        {
            var count = _body is null ? 0 : await _body.ReadAsync(memory, ending.Token).ConfigureAwait(false);
            if (count > 0)
            {
                return count;
            }

            if (!await PollAsync(ending.Token).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    public async ValueTask SendAsync(ReadOnlySequence<byte> messages, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        using var content = new ByteArrayContent(messages.ToArray());
        content.Headers.ContentType = new("text/plain");
        using var answer = await _http.PostAsync(_connection, content, ending.Token).ConfigureAwait(false);
        _ = answer.EnsureSuccessStatusCode();
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(_connection, cancellationToken).ConfigureAwait(false);
    }

    public void Cut()
    {
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    public void Dispose()
    {
        _answer?.Dispose();
        _http.Dispose();
        _cut.Dispose();
    }

    private async Task NegotiateAsync(CancellationToken cancellationToken)
    {
        var hub = _target.Address.PollingUri;
        using var answer = await _http.PostAsync(new Uri($"{hub}/negotiate?negotiateVersion=1"), null, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidDataException();
        }

        using var negotiated = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        var token = negotiated.RootElement.ValueKind == JsonValueKind.Object && negotiated.RootElement.TryGetProperty("connectionToken", out var named)
            ? named.GetString()
            : null;
        _connection = token is { Length: > 0 and <= 128 } ? new Uri($"{hub}?id={Uri.EscapeDataString(token)}") : throw new InvalidDataException();
    }

    /// <summary>Waits for the next answer; false when the relay has ended the connection.</summary>
    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        _answer?.Dispose();
        _body = null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.PollSeconds) + (_target.KeepAlive * 2), _target.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            _answer = await _http.GetAsync(_connection, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException();
        }

        if (_answer.StatusCode == HttpStatusCode.NoContent)
        {
            return false;
        }

        if (_answer.StatusCode != HttpStatusCode.OK)
        {
            throw new IOException();
        }

        _body = await _answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }
}
