using System.CommandLine;
using System.Security.Cryptography;
using SecureDialogue.Client;

namespace SecureDialogue.Cli;

/// <summary>One run of the program on one home.</summary>
internal sealed class Session(ParseResult parsed)
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    public Terminal Terminal { get; } = new(parsed.GetValue(SharedOptions.Json));

    /// <summary>Opens the home that the options name.</summary>
    public Task<DialogueClient> OpenAsync(CancellationToken cancellation) =>
        WithOptionsAsync(isNew: false, "opening", options => DialogueClient.OpenAsync(options, cancellation));

    /// <summary>Makes the home that the options name.</summary>
    public Task<DialogueClient> MakeAsync(string what, Func<ClientOptions, Task<DialogueClient>> make) =>
        WithOptionsAsync(isNew: true, what, make);

    /// <summary>Says why an operation went on without the relay, if it did; returns the exit code.</summary>
    public int Finish(DialogueClient client) =>
        client.LastProblem is { } problem ? Terminal.Fail(Refusal.From(problem)) : (int)ExitCode.Ok;

    private async Task<DialogueClient> WithOptionsAsync(bool isNew, string what, Func<ClientOptions, Task<DialogueClient>> use)
    {
        var passphrase = Passphrase.Read(Terminal, isNew);
        try
        {
            return await Terminal.WorkAsync(what, use(new ClientOptions(HomeDirectory(), passphrase, TimeProvider.System, LockTimeout)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passphrase);
        }
    }

    private string HomeDirectory()
    {
        var named = parsed.GetValue(SharedOptions.Home) ?? Environment.GetEnvironmentVariable("DIALOGUE_HOME");
        return Path.GetFullPath(string.IsNullOrEmpty(named)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dialogue")
            : named);
    }
}
