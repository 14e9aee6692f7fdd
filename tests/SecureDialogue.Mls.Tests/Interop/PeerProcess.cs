using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>One Node process with any number of members of one engine, for any number of schedules at a time.</summary>
internal sealed class PeerProcess
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<PeerResult[]>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Process _process;
    private readonly Task _reading;
    private int _lastId;
    private int _lastMember;

    internal PeerProcess(Engine engine, string folder, string script)
    {
        Engine = engine;
        _process = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _reading = ReadAsync(_process.StandardOutput);
    }

    internal Engine Engine { get; }

    /// <summary>Processor time of the process so far.</summary>
    internal TimeSpan Spent => _process.TotalProcessorTime;

    internal async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _reading;
        await _process.WaitForExitAsync();
        _process.Dispose();
        _writing.Dispose();
    }

    /// <summary>A number for a member that no other schedule uses.</summary>
    internal int NewMember() => Interlocked.Increment(ref _lastMember);

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
            await _process.StandardInput.WriteLineAsync(line);
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
