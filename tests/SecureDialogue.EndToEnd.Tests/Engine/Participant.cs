using System.Text;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A person's device in this process, with a home of its own.</summary>
internal sealed class Participant(string name, string home, DialogueClient client) : IAsyncDisposable
{
    private const string Passphrase = "nine herons";

    public string Name { get; } = name;

    public string Home { get; } = home;

    public DialogueClient Client { get; private set; } = client;

    public static byte[] PassphraseBytes => Encoding.UTF8.GetBytes(Passphrase);

    public static ClientOptions Options(string home, TimeProvider? time = null) => new(home, PassphraseBytes, time ?? TimeProvider.System, TimeSpan.FromSeconds(10));

    /// <summary>The same home in the state of now, somewhere else.</summary>
    public async Task<Participant> CopyAsync()
    {
        await Client.DisposeAsync();
        var copy = Home + ".copy";
        Directory.CreateDirectory(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(Home))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await ReopenAsync();
        return new Participant(Name, copy, await DialogueClient.OpenAsync(Options(copy)));
    }

    public async Task ReopenAsync(TimeProvider? time = null)
    {
        await Client.DisposeAsync();
        Client = await DialogueClient.OpenAsync(Options(Home, time));
    }

    public Task<SyncReport> SyncAsync() => Client.SyncAsync();

    public Task<SendOutcome> SayAsync(string text) => Client.SendAsync(Talks.Plenary, text);

    /// <summary>Every text it shows, after a sync, as "author: text".</summary>
    public async Task<IReadOnlyList<string>> HeardAsync() =>
        [.. (await Client.ReadAsync(Talks.Plenary, 0)).Where(line => line.Kind == "text").Select(line => $"{line.From}: {line.Text}")];

    public async Task<IReadOnlyList<string>> NoticesAsync() =>
        [.. (await Client.ReadAsync(Talks.Plenary, 0)).Where(line => line.Kind == "notice").Select(line => line.Text)];

    public async Task<ChannelView> ChannelAsync() => (await Client.ChannelsAsync()).Single(channel => channel.Title == Talks.Plenary);

    public async Task<IReadOnlyList<string>> RosterAsync() =>
        [.. (await Client.RosterAsync(Talks.Plenary)).Members.Select(member => member.Name).Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
