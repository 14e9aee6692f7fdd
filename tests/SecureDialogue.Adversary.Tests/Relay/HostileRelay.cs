using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>
/// Stands where clients of both kinds look for their relay and hands everything on to the real one: calls and pushes along one line
/// for each connection, other paths as they are. What it does beside that is scripted by the test: <see cref="On"/>,
/// <see cref="OnItems"/>, <see cref="Lead(string, string)"/>. Without a rule it is honest.
/// </summary>
internal sealed class HostileRelay : IAsyncDisposable
{
    /// <summary>Whose the connections of browsers are, whenever they are opened.</summary>
    public const string Browser = "browser";

    private readonly ConcurrentDictionary<string, Line> _lines = [];
    private readonly ConcurrentDictionary<string, string> _elsewhere = [];
    private readonly ConcurrentDictionary<string, IReadOnlyList<Delegate>> _rules = [];
    private readonly ConcurrentQueue<Func<Line, IReadOnlyList<LogItem>, IReadOnlyList<LogItem>>> _itemRules = [];
    private readonly WebApplication _app;
    private string _real = "";

    private HostileRelay(WebApplication app) => _app = app;

    /// <summary>What the real relay has to call itself, so that links lead here.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Whose connections are opened from now on; see <see cref="AsAsync"/>.</summary>
    public string Caller { get; set; } = "";

    public static async Task<HostileRelay> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = Limits.HubMessageBytes;
            hub.MaximumParallelInvocationsPerClient = 2 * Limits.PostsInFlight;
        });
        HostileRelay? relay = null;
        builder.Services.AddSingleton(_ => relay!);
        var app = builder.Build();
        relay = new HostileRelay(app);
        app.UseWebSockets();
        app.MapHub<HostileHub>(ProtocolVersion.HubPath);
        app.MapFallback("{**path}", new OtherPaths(() => relay._real).HandAsync);
        await app.StartAsync();
        return relay;
    }

    /// <summary>Begins a rule for a call.</summary>
    public Script<TRequest, TReply> On<TRequest, TReply>(Call<TRequest, TReply> call)
        where TReply : class, IReply<TReply> => new(this, call);

    /// <summary>Begins a rule for the items of logs.</summary>
    public ItemScript OnItems() => new(this);

    /// <summary>Hands everything on to this relay.</summary>
    public void Lead(string address) => _real = address;

    /// <summary>Leads one person to another relay from now on: to another history, or an older one.</summary>
    public void Lead(string who, string address)
    {
        _elsewhere[who] = address;
        foreach (var line in _lines.Values.Where(line => line.Who == who))
        {
            line.Cut();
        }
    }

    /// <summary>
    /// What somebody does whose connections are to be known as theirs. A relay cannot tell who is on a connection, and the test can
    /// only while nobody else opens one.
    /// </summary>
    public async Task<T> AsAsync<T>(string who, Func<Task<T>> act)
    {
        var before = Caller;
        Caller = who;
        try
        {
            return await act();
        }
        finally
        {
            Caller = before;
        }
    }

    /// <summary>Takes back every rule.</summary>
    public void BeHonest()
    {
        _rules.Clear();
        _itemRules.Clear();
        _elsewhere.Clear();
    }

    /// <summary>Pushes items that the real relay did not push.</summary>
    /// <returns>How many connections got them.</returns>
    public async Task<int> PushAsync(string who, ChannelId channel, params LogItem[] items)
    {
        var lines = _lines.Values.Where(line => line.Who == who).ToArray();
        foreach (var line in lines)
        {
            await ClientOf(line).ItemsStored(channel, items);
        }

        return lines.Length;
    }

    public void Add<TRequest, TReply>(Call<TRequest, TReply> call, Func<Line, TRequest, Func<TRequest, Task<TReply>>, Task<TReply>> rule)
        where TReply : class, IReply<TReply> => _rules.AddOrUpdate(call.Name, [rule], (_, rules) => [.. rules, rule]);

    public void Add(Func<Line, IReadOnlyList<LogItem>, IReadOnlyList<LogItem>> rule) => _itemRules.Enqueue(rule);

    /// <summary>The items as this line's client is shown them.</summary>
    public IReadOnlyList<LogItem> Changed(Line line, IReadOnlyList<LogItem> items) =>
        _itemRules.Aggregate(items, (shown, rule) => rule(line, shown));

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the real relay away, the client finds none.")]
    public async Task ConnectAsync(HubCallerContext caller)
    {
        // A page says where it comes from; the C# client has no origin.
        var isBrowser = caller.GetHttpContext() is { Request.Headers.Origin.Count: > 0 };
        var line = new Line(isBrowser ? Browser : Caller, caller);
        caller.Items[typeof(Line)] = line;
        _lines[line.Id] = line;
        try
        {
            await line.OpenAsync(_elsewhere.GetValueOrDefault(line.Who, _real), new LinePushes(this, line, ClientOf(line)));
        }
        catch (Exception)
        {
            line.Cut();
        }
    }

    public async Task LeaveAsync(HubCallerContext caller)
    {
        if (_lines.TryRemove(caller.ConnectionId, out var line))
        {
            await line.DisposeAsync();
        }
    }

    public Task<TReply> AnswerAsync<TRequest, TReply>(Line line, Call<TRequest, TReply> call, TRequest request)
        where TReply : class, IReply<TReply>
    {
        Func<TRequest, Task<TReply>> ask = asked => AskAsync(line, call, asked);
        foreach (var rule in _rules.GetValueOrDefault(call.Name, []).Cast<Func<Line, TRequest, Func<TRequest, Task<TReply>>, Task<TReply>>>())
        {
            var next = ask;
            ask = asked => rule(line, asked, next);
        }

        return ask(request);
    }

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private async Task<TReply> AskAsync<TRequest, TReply>(Line line, Call<TRequest, TReply> call, TRequest request)
        where TReply : class, IReply<TReply>
    {
        var reply = await line.AskAsync(call, request);
        return reply is ReadReply read ? (TReply)(object)(read with { Items = Changed(line, read.Items) }) : reply;
    }

    private IRelayEvents ClientOf(Line line) => _app.Services.GetRequiredService<IHubContext<HostileHub, IRelayEvents>>().Clients.Client(line.Id);
}
