using SecureDialogue.Adversary.Tests.Relay;

namespace SecureDialogue.Adversary.Tests.Scene;

/// <summary>
/// What a test in a browser makes happen around it: a founder, a facilitator who turned, two more members, and the relay between all
/// of them. Every attack gets a channel of its own.
/// </summary>
internal sealed class HostileScene : IAsyncDisposable
{
    private readonly HostileTalks _talks;
    private readonly BrowserAttacks _attacks;

    private HostileScene(HostileTalks talks)
    {
        _talks = talks;
        _attacks = new BrowserAttacks(talks);
    }

    public string Address => _talks.Relay.Address;

    public static async Task<HostileScene> StartAsync(string webDirectory)
    {
        var talks = await HostileTalks.FoundAsync("--Relay:WebDirectory=" + webDirectory);
        await talks.Talks.AdmitAsync("rogue", "facilitator");
        await talks.Talks.AdmitAsync("amal");
        return new HostileScene(talks);
    }

    /// <summary>Does what the words say; the answer is what a test looks at.</summary>
    public Task<object> DoAsync(string[] words) => words switch
    {
        ["invite"] => InviteAsync(),
        ["admit", var name] => AdmitAsync(name),
        ["open", .. var titles] => OpenAsync(titles),
        ["add", var title, var name] => AddAsync(title, name),
        ["say", var title, var text] => SayAsync(title, text),
        ["texts", var title] => TextsAsync(title),
        ["supersede", var title] => SupersedeAsync(title),
        ["honest"] => Task.FromResult<object>(_attacks.End()),
        [var attack, .. var rest] => _attacks.BeginAsync(attack, rest),
        _ => throw new ArgumentException("no words", nameof(words)),
    };

    public ValueTask DisposeAsync() => _talks.DisposeAsync();

    private async Task<object> InviteAsync() => (await _talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;

    private async Task<object> AdmitAsync(string name)
    {
        var request = (await _talks.Founder.Client.RequestsAsync()).SingleOrDefault(one => one.Name == name);
        if (request is not null)
        {
            await _talks.Founder.Client.AdmitAsync(request.Id);
        }

        return request is not null;
    }

    /// <summary>Opens all channels at once: what modified members write later, their real clients would hold to be a copy's.</summary>
    private async Task<object> OpenAsync(string[] titles)
    {
        foreach (var title in titles)
        {
            await _talks.Founder.Client.CreateChannelAsync(title, "plenary", ["rogue", "amal"]);
        }

        await _talks.Talks.SyncAllAsync();
        return (await _talks["amal"].Client.ChannelsAsync()).Count;
    }

    /// <summary>Whether somebody could be added, and what the founder is told.</summary>
    private async Task<object> AddAsync(string title, string name)
    {
        var outcome = await _talks.Founder.Client.AddMembersAsync(title, [name]);
        return new { added = outcome.Added.Contains(name), told = (await _talks.Founder.SyncAsync()).Notices };
    }

    private async Task<object> SayAsync(string title, string text) => !(await _talks.Founder.Client.SendAsync(title, text)).Waiting;

    private async Task<object> TextsAsync(string title) =>
        (await _talks.Founder.Client.ReadAsync(title, 0)).Where(line => line.Kind == "text").Select(line => $"{line.From}: {line.Text}").ToArray();

    private async Task<object> SupersedeAsync(string title)
    {
        await _talks.Founder.SyncAsync();
        return (await _talks.Founder.Client.SupersedeAsync(title)).State;
    }
}
