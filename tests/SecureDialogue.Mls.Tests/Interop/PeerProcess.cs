using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>One Node process with any number of ts-mls members (peer.mjs), for any number of schedules at a time.</summary>
public sealed class PeerProcess : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<PeerResult[]>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private int _lastId;
    private int _lastMember;

    public async Task InitializeAsync()
    {
        var folder = await PeerInstallation.RequireAsync();
        _process = Process.Start(new ProcessStartInfo("node", "peer.mjs")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _reading = ReadAsync(_process.StandardOutput);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _reading;
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _writing.Dispose();
    }

    /// <summary>A number for a member that no other schedule uses.</summary>
    internal int NewMember() => Interlocked.Increment(ref _lastMember);

    internal async Task<PeerResult> CallAsync(object call) => (await SendAsync([call]))[0];

    /// <summary>Independent calls, served side by side.</summary>
    internal Task<PeerResult[]> CallAllAsync(IEnumerable<object> calls) => Task.WhenAll(calls.Select(CallAsync).ToArray());

    /// <summary>Calls that follow one another.</summary>
    internal async Task<PeerResult[]> SendAsync(IReadOnlyList<object> calls)
    {
        var answer = new TaskCompletionSource<PeerResult[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Interlocked.Increment(ref _lastId);
        _waiting[id] = answer;
        var line = JsonSerializer.Serialize(new { id, calls }, Json);
        await _writing.WaitAsync();
        try
        {
            await _process!.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _ = _writing.Release();
        }

        return await answer.Task.WaitAsync(AnswerTimeout);
    }

    private async Task ReadAsync(StreamReader answers)
    {
        while (await answers.ReadLineAsync() is { } line)
        {
            var answer = JsonSerializer.Deserialize<Answer>(line, Json)!;
            if (_waiting.TryRemove(answer.Id, out var waiting))
            {
                waiting.SetResult(answer.Results);
            }
        }

        foreach (var waiting in _waiting.Values)
        {
            _ = waiting.TrySetException(new InvalidOperationException("the peer process ended"));
        }
    }

    private sealed record Answer(int Id, PeerResult[] Results);
}
