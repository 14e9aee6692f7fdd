using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Benchmarks.Servers;

/// <summary>A client's connection, as cheap as one can be: it parses answers, and counts what is pushed.</summary>
internal sealed class HubSocket : IDisposable
{
    private const byte End = 0x1e;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = [];
    private int _count;

    /// <summary>When each pushed item came.</summary>
    internal List<long> PushedAt { get; } = [];

    internal ProofContext Context { get; private set; } = null!;

    internal static async Task<HubSocket> OpenAsync(int port)
    {
        var opened = new HubSocket();
        opened._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await opened._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}{ProtocolVersion.HubPath}"), CancellationToken.None);
        await opened.SendAsync("""{"protocol":"json","version":1}""");
        _ = opened.ReceiveAsync();
        var hello = await opened.CallAsync("Hello", new HelloRequest(ProtocolVersion.Current));
        opened.Context = new ProofContext(OpaqueId.Read<RelayId>(hello.GetProperty("relay").GetBytesFromBase64()), hello.GetProperty("nonce").GetBytesFromBase64());
        return opened;
    }

    internal async Task<JsonElement> CallAsync(string target, object request)
    {
        var id = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var answer = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{target}}","arguments":[{{JsonSerializer.Serialize(request, Json)}}]}""");
        var result = await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var code = (RelayCode)result.GetProperty("code").GetInt32();
        return code == RelayCode.Ok ? result : throw new InvalidOperationException($"{target}: {code}");
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(string frame)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(frame + '\u001e'), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _ = _sending.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        var (buffer, length) = (new byte[16 * 1024], 0);
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, length * 2);
                }

                length += (await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None)).Count;
                length = Take(buffer, length);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It was closed here or there.
        }
    }

    /// <summary>Takes whole messages from the buffer and gives what is left in it.</summary>
    private int Take(byte[] buffer, int length)
    {
        var from = 0;
        for (int at; (at = buffer.AsSpan(from, length - from).IndexOf(End)) >= 0; from += at + 1)
        {
            Hear(buffer.AsMemory(from, at));
        }

        buffer.AsSpan(from, length - from).CopyTo(buffer);
        return length - from;
    }

    private void Hear(ReadOnlyMemory<byte> message)
    {
        if (message.Span.IndexOf("\"ItemsStored\""u8) >= 0)
        {
            lock (PushedAt)
            {
                PushedAt.Add(Stopwatch.GetTimestamp());
            }
        }
        else if (message.Span.IndexOf("\"invocationId\""u8) >= 0)
        {
            using var parsed = JsonDocument.Parse(message);
            if (_calls.TryRemove(parsed.RootElement.GetProperty("invocationId").GetString()!, out var call))
            {
                call.SetResult(parsed.RootElement.GetProperty("result").Clone());
            }
        }
    }
}
