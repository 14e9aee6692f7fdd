using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;

namespace SecureDialogue.Adversary.Tests.Scene;

/// <summary>
/// What a test in a browser makes happen around it: a founder, a facilitator who turned, two more members, and the relay between all
/// of them. Every attack gets a channel of its own.
/// </summary>
internal sealed class HostileScene : IAsyncDisposable
{
    private readonly HostileTalks _talks;
    private readonly BrowserAttacks _attacks;
    private readonly MemberAttacks _members;
    private readonly OfficerAttacks _officers;

    private HostileScene(HostileTalks talks)
    {
        _talks = talks;
        _attacks = new BrowserAttacks(talks);
        _members = new MemberAttacks(talks);
        _officers = new OfficerAttacks(talks);
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
        ["wrong link", var how] => WrongLinkAsync(how),
        ["admit", var name] => AdmitAsync(name),
        ["open", .. var titles] => OpenAsync(titles),
        ["open caucus", var title] => OpenCaucusAsync(title),
        ["remove", var title, var name] => RemoveAsync(title, name),
        ["people", var title] => PeopleAsync(title),
        ["sync", var name] => SyncAsync(name),
        ["amend", .. var titles] => _members.AmendAsync(titles),
        ["bring", var title, var what] => _members.BringAsync(title, what),
        ["bring back", var title, var name] => _members.BringBackAsync(title, name),
        ["set right", var title] => _members.SetRightAsync(title),
        ["cut", var name, var how] => _members.CutAsync(name, how == "truly"),
        ["names", var title] => _members.TakeNamesAsync(title),
        ["repeat", var title] => _members.RepeatAsync(title),
        ["undo", var title] => _members.UndoAsync(title),
        ["ask for swap", var title, var name] => _members.AskForSwapAsync(title, name),
        ["appoint", var title, var name] => _officers.AppointAsync(title, name),
        ["grant", var name, var how] => _officers.GrantAsync(name, how),
        ["propose", var name, var how] => _officers.ProposeAsync(name, how),
        ["propose truly", var host, var name] => _officers.ProposeTrulyAsync(host, name),
        ["asks", var name] => _officers.AsksAsync(name),
        ["swap signature", var name] => _officers.SwapSignatureAsync(name),
        ["sign", var name] => _officers.SignAsync(name),
        ["links"] => _officers.LinksAsync(),
        ["prolong", var link] => Task.FromResult(OfficerAttacks.Prolonged(link)),
        ["use", var link, var name, var home] => _officers.UseAsync(link, name, home),
        ["cut together", var name] => _officers.CutAsync(name),
        ["tell cut", var name, var how] => _officers.TellCutAsync(name, how == "of this dialogue"),
        ["return"] => _officers.ReturnAsync(),
        ["settle"] => _officers.SettleAsync(),
        ["say as returned", var title, var text] => _officers.SayAsync(title, text),
        ["add", var title, var name] => AddAsync(title, name),
        ["say", var title, var text] => SayAsync(title, text),
        ["texts", var title] => TextsAsync(title),
        ["supersede", var title] => SupersedeAsync(title),
        ["acts"] => Task.FromResult<object>(_attacks.Acts),
        ["honest"] => Task.FromResult<object>(_attacks.End()),
        ["old welcome", var name, var title] => OldWelcomeAsync(name, title),
        [var attack, .. var rest] => _attacks.BeginAsync(attack, rest),
        _ => throw new ArgumentException("no words", nameof(words)),
    };

    public ValueTask DisposeAsync() => _talks.DisposeAsync();

    private async Task<object> InviteAsync() => (await _talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;

    private async Task<object> WrongLinkAsync(string how)
    {
        var honest = Invitation.ParseLink((await _talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        return how == "for a device"
            ? (await _talks["amal"].Client.LinkDeviceAsync(TimeSpan.FromHours(1))).Link
            : (honest with { ExpiresAt = honest.ExpiresAt.Plus(1000) }).ToLink(Forge.Seed());
    }

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

    private async Task<object> OpenCaucusAsync(string title)
    {
        await using (var founder = ModifiedClient.OpenSession(_talks.Founder))
        {
            new ChannelMaker(founder).Draw(title, ChannelKind.Caucus, PartyCode.Parse("hill"));
        }

        var added = (await _talks.Founder.Client.AddMembersAsync(title, ["rogue", "amal"])).Added.Count;
        await _talks.Talks.SyncAllAsync();
        return added;
    }

    private async Task<object> RemoveAsync(string title, string name)
    {
        await _talks.Founder.Client.RemoveMemberAsync(title, name);
        return true;
    }

    private async Task<object> PeopleAsync(string title)
    {
        await _talks.Founder.SyncAsync();
        return (await _talks.Founder.Client.RosterAsync(title)).Members.Select(member => member.Name).Order(StringComparer.Ordinal).ToArray();
    }

    private async Task<object> SyncAsync(string name)
    {
        await _talks[name].SyncAsync();
        return true;
    }

    private async Task<object> OldWelcomeAsync(string name, string title)
    {
        _attacks.KnowEveryChannel();
        return await _members.WelcomeUnderOldCharterAsync(name, title);
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
