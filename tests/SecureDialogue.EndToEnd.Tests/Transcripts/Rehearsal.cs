using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Transcripts;

/// <summary>
/// Plays a transcript. Directions: <c>relay start [SETTING=VALUE …]</c> (gives <c>&lt;begin&gt;</c> and <c>&lt;address&gt;</c>), <c>relay stop</c>,
/// <c>relay again [SETTING=VALUE …]</c> (the same one), <c>relay other</c> (a fresh one on the same port), <c>wait N</c> (seconds),
/// <c>needs mounts</c> (the rest is played only where <c>unshare -m</c> is allowed), <c>hold HOME</c> (another process works on it) and <c>release</c>,
/// <c>expired link HOME</c> (gives <c>&lt;expired&gt;</c>, which that home made days ago).
/// </summary>
internal sealed partial class Rehearsal(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly Workplace _workplace = new();
    private Relay? _relay;
    private RunningProcess? _holder;

    private Relay Relay => _relay ?? throw new InvalidOperationException("no relay was started");

    /// <summary>Plays it; returns how many commands were judged.</summary>
    public async Task<int> PlayAsync(Transcript transcript)
    {
        var judged = 0;
        foreach (var step in transcript.Steps)
        {
            if (!step.IsDirection)
            {
                await PlayAsync(transcript, step);
                judged++;
            }
            else if (!await DirectAsync(transcript, step.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            {
                output.WriteLine("not counted: this system does not allow mounts of one's own");
                break;
            }
        }

        return judged;
    }

    public async ValueTask DisposeAsync()
    {
        if (_holder is not null)
        {
            await _holder.DisposeAsync();
        }

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        _workplace.Dispose();
    }

    private async Task PlayAsync(Transcript transcript, Transcript.Step step)
    {
        var line = transcript.Fill(step.Text);
        var clock = Stopwatch.StartNew();
        var outcome = await _workplace.ShellAsync(line);

        output.WriteLine($"{clock.ElapsedMilliseconds,6} ms  {step.Text}");
        Assert.True(
            outcome.ExitCode == step.ExitCode && transcript.Matches(step.Out, Lines(outcome.Out)) && transcript.Matches(step.Error, Lines(outcome.Error)),
            $"{step.Text}\nexpected: {step.ExitCode}\n{string.Join('\n', step.Out)}\n{string.Join('\n', step.Error)}\ncame: {outcome}");
    }

    private async Task<bool> DirectAsync(Transcript transcript, string[] words)
    {
        switch (words)
        {
            case ["relay", "start", .. var settings]:
                _relay = await Relay.StartAsync(_workplace, "relay", Settings(settings));
                transcript.Learn("begin", _relay.BeginLink);
                transcript.Learn("address", _relay.Address);
                break;
            case ["relay", "stop"]:
                await Relay.StopAsync();
                break;
            case ["relay", "again", .. var settings]:
                await Relay.StartAsync(Settings(settings));
                break;
            case ["relay", "other"]:
                Directory.Delete(Relay.DataDirectory, recursive: true);
                Directory.CreateDirectory(Relay.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                await Relay.StartAsync();
                break;
            case ["wait", var seconds]:
                await Task.Delay(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case ["hold", var home]:
                _holder = RunningProcess.Start("flock", ["--no-fork", _workplace.In(home, "lock"), "sh", "-c", "echo held; exec sleep 60"], _workplace.Directory, _workplace.Environment);
                await _holder.WaitForAsync(said => said.Length > 0);
                break;
            case ["release"]:
                await _holder!.DisposeAsync();
                _holder = null;
                break;
            case ["expired", "link", var home]:
                transcript.Learn("expired", await ExpiredLinkAsync(home));
                break;
            case ["needs", "mounts"]:
                return (await _workplace.ShellAsync("unshare -m true")).ExitCode == 0;
            default:
                throw new FormatException($"no direction: {string.Join(' ', words)}");
        }

        return true;
    }

    /// <summary>The library, with a clock that is days behind, makes what has expired by now.</summary>
    private async Task<string> ExpiredLinkAsync(string home)
    {
        var options = new ClientOptions(_workplace.In(home), Encoding.UTF8.GetBytes(Workplace.Passphrase), new LateClock(), TimeSpan.FromSeconds(10));
        await using var client = await DialogueClient.OpenAsync(options);
        return (await client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
    }

    private static (string, string)[] Settings(string[] words) => [.. words.Select(w => w.Split('=', 2)).Select(p => (p[0], p[1]))];

    /// <summary>Isolates have tests of their own; here they would only make the transcripts hard to read.</summary>
    private static string[] Lines(string text)
    {
        var plain = Isolate().Replace(text, string.Empty);
        return plain.Length == 0 ? [] : (plain[^1] == '\n' ? plain[..^1] : plain).Split('\n');
    }

    [GeneratedRegex("[\u2066-\u2069]")]
    private static partial Regex Isolate();

    private sealed class LateClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(-3);
    }
}
