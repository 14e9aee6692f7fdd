using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SecureDialogue.EndToEnd.Tests.Processes;

/// <summary>A process that a test started: its output as it comes, and an end by its own id.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task _out;
    private readonly Task _error;
    private readonly StringBuilder _outText = new();
    private readonly StringBuilder _errorText = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private RunningProcess(Process process)
    {
        _process = process;
        _out = CollectAsync(process.StandardOutput, _outText);
        _error = CollectAsync(process.StandardError, _errorText);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Out => Snapshot(_outText);

    public string Error => Snapshot(_errorText);

    public static RunningProcess Start(string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningProcess(Process.Start(start) ?? throw new InvalidOperationException("no process was started"));
    }

    /// <summary>Ends standard input, after writing what is given.</summary>
    public async Task CloseInputAsync(string? text = null)
    {
        try
        {
            await _process.StandardInput.WriteAsync(text);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its outcome says why.
        }
    }

    /// <summary>Types a line and the Enter key, once standard output ends with the question.</summary>
    public async Task AnswerAsync(string question, string line)
    {
        await WaitForAsync(said => said.EndsWith(question, StringComparison.Ordinal));
        await _process.StandardInput.WriteAsync(line + "\r");
        await _process.StandardInput.FlushAsync();
    }

    public async Task<Outcome> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"process did not end\nout:\n{Out}\nerror:\n{Error}");
        }

        // Bounded: a grandchild may hold the pipes open.
        await Task.WhenAny(Task.WhenAll(_out, _error), Task.Delay(TimeSpan.FromSeconds(5)));
        return new Outcome(_process.ExitCode, Out, Error);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    /// <summary>Another signal, by its name: INT, TERM, STOP, CONT.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until standard output satisfies a condition.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> condition)
    {
        var started = Stopwatch.StartNew();
        while (!condition(Out))
        {
            if (HasEnded || started.Elapsed > Patience)
            {
                await Task.WhenAny(Task.WhenAll(_out, _error), Task.Delay(TimeSpan.FromSeconds(5)));
                return condition(Out) ? Out : throw new TimeoutException($"output did not come (ended: {HasEnded})\nout:\n{Out}\nerror:\n{Error}");
            }

            await _arrived.WaitAsync(TimeSpan.FromMilliseconds(100));
        }

        return Out;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAny(Task.WhenAll(_out, _error), Task.Delay(TimeSpan.FromSeconds(5)));
        _process.Dispose();
        _arrived.Dispose();
    }

    private static string Snapshot(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private async Task CollectAsync(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is var length && length > 0)
        {
            lock (text)
            {
                text.Append(buffer, 0, length);
            }

            _arrived.Release();
        }
    }
}
