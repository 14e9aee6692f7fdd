using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecureDialogue.Cli;

/// <summary>
/// All output of the program. Its rules:
/// what was asked for goes to standard output, everything else to standard error;
/// lower case, no final stop; a failure is two lines, <c>dialogue: what happened</c> and <c>hint: what to do next</c>;
/// with <c>--json</c> standard output holds JSON only and a failure is one JSON object on standard error;
/// words of other people pass through <see cref="SafeText"/> before they are shown, never before they are written as JSON;
/// progress is shown only where standard error is a terminal; the bytes are UTF-8 whatever the locale says.
/// </summary>
internal sealed class Terminal(bool json)
{
    private const int ProgressDelayMilliseconds = 700;

    private static readonly JsonSerializerOptions JsonShape = new(JsonSerializerDefaults.Web)
    {
        // Words stay readable; control characters are escaped by every encoder.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StreamWriter _out = Utf8(Console.OpenStandardOutput());
    private readonly StreamWriter _error = Utf8(Console.OpenStandardError());

    /// <summary>Whether the answer is JSON.</summary>
    public bool Json { get; } = json;

    /// <summary>Whether a person can be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected;

    /// <summary>The answer: JSON of the value, or the lines for people.</summary>
    public void Answer<T>(T value, Func<T, IEnumerable<string>> lines)
    {
        if (Json)
        {
            _out.WriteLine(JsonSerializer.Serialize(value, JsonShape));
            return;
        }

        foreach (var line in lines(value))
        {
            _out.WriteLine(line);
        }
    }

    /// <summary>Something to know beside the answer; not written with JSON.</summary>
    public void Note(string line)
    {
        if (!Json)
        {
            _error.WriteLine(line);
        }
    }

    /// <summary>A question; the answer is typed behind it.</summary>
    public void Ask(string question) => _error.Write(question);

    /// <summary>Ends the line of a question whose answer was not shown.</summary>
    public void EndQuestion() => _error.WriteLine();

    /// <summary>What happened and what to do next; returns the exit code.</summary>
    public int Fail(Refusal refusal)
    {
        if (Json)
        {
            _error.WriteLine(JsonSerializer.Serialize(new { error = refusal.Name, message = refusal.Message, hint = refusal.Hint }, JsonShape));
            return (int)refusal.Code;
        }

        _error.WriteLine("dialogue: " + refusal.Message);
        if (refusal.Hint.Length > 0)
        {
            _error.WriteLine("hint: " + refusal.Hint);
        }

        return (int)refusal.Code;
    }

    /// <summary>Waits for work; a person at a terminal sees that it goes on.</summary>
    public async Task<T> WorkAsync<T>(string what, Task<T> work)
    {
        if (Json || Console.IsErrorRedirected || await Task.WhenAny(work, Task.Delay(ProgressDelayMilliseconds)) == work)
        {
            return await work;
        }

        await _error.WriteAsync(what + " …");
        try
        {
            return await work;
        }
        finally
        {
            await _error.WriteAsync("\r\e[K");
        }
    }

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };
}
