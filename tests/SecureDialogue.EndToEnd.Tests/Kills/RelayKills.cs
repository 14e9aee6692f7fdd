using System.Security.Cryptography;
using SecureDialogue.Client.Views;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>Four devices that write while the relay is killed again and again, and what an observer on the wire saw of it.</summary>
internal sealed class RelayKills : IAsyncDisposable
{
    public const int MinUnanswered = 8;
    private const int Devices = 4;

    private readonly Workplace _workplace = new();
    private readonly Random _random = new(RandomNumberGenerator.GetInt32(int.MaxValue));
    private readonly List<Device> _devices = [];
    private readonly List<string> _written = [];
    private readonly HashSet<string> _late = [];
    private Relay _relay = null!;
    private RelayProxy _proxy = null!;

    /// <summary>Posts without an answer at each kill.</summary>
    public List<int> UnansweredAtKill { get; } = [];

    public int Written => _written.Count;

    public int Posts => _proxy.Ledger.Posts;

    /// <summary>Messages that reached the relay twice, first late and then again, and that were answered the second time.</summary>
    public int AnsweredAgain => _late.Count(_proxy.Ledger.Answers.ContainsKey);

    public static async Task<RelayKills> BeginAsync(params (string, string)[] settings)
    {
        var kills = new RelayKills();
        kills._relay = await Relay.StartAsync(kills._workplace, "relay", settings);
        kills._proxy = new RelayProxy(kills._relay.Port);
        var founder = await Device.CreateAsync(kills._workplace, kills._relay.BeginLink.Replace(kills._relay.Address, kills._proxy.Address, StringComparison.Ordinal));
        kills._devices.Add(founder);
        for (var i = 1; i < Devices; i++)
        {
            kills._devices.Add(await founder.AdmitAsync(kills._workplace, $"member {i}"));
        }

        await founder.Client.CreateChannelAsync(Device.Channel, "plenary", null);
        foreach (var device in kills._devices)
        {
            await device.SettleAsync();
        }

        return kills;
    }

    /// <summary>Everybody writes so many without a relay; then all send at once, and the relay is killed in the midst of it.</summary>
    public async Task RoundAsync(int messagesEach)
    {
        _proxy.GoDown();
        await Task.WhenAll(_devices.Select(device => WriteAsync(device, messagesEach)));
        _proxy.HoldAnswersAfter(_random.Next(0, Devices * messagesEach / 3), MinUnanswered);
        _proxy.ComeUp();
        var syncs = _devices.Select(device => device.TrySyncAsync()).ToList();
        await _proxy.Holding.WaitAsync(TimeSpan.FromSeconds(60));
        await Task.Delay(_random.Next(0, 15));
        UnansweredAtKill.Add(_proxy.Ledger.Unanswered);
        await _relay.KillAsync();
        _proxy.GoDown();
        await Task.WhenAll(syncs);
        await _relay.StartAsync();
        _proxy.ComeUp();
        await Task.WhenAll(_devices.Select(device => device.SettleAsync()));
    }

    /// <summary>The network loses the clients while their posts are on the way; the posts arrive after all, just before they are posted again.</summary>
    public async Task LateRoundAsync(int messagesEach)
    {
        _proxy.GoDown();
        await Task.WhenAll(_devices.Select(device => WriteAsync(device, messagesEach)));
        _proxy.HoldPosts();
        _proxy.ComeUp();
        var syncs = _devices.Select(device => device.TrySyncAsync()).ToList();
        await UntilAsync(() => _proxy.Ledger.Unanswered >= MinUnanswered);
        _late.UnionWith(_proxy.Ledger.UnansweredIds);
        _proxy.CutClients();
        await Task.WhenAll(syncs);
        await Task.WhenAll(_devices.Select(device => device.TrySyncAsync()));
    }

    /// <summary>What is wrong with the relay's log: an id in it twice, or an answer that was not its first sequence.</summary>
    public IReadOnlyList<string> JudgeLog()
    {
        var log = Log();
        var first = log.GroupBy(row => row.Id).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Sequence));
        return
        [
            .. log.CountBy(row => row.Id).Where(id => id.Value > 1).Select(id => $"doubled: {id.Value} items of one message"),
            .. _proxy.Ledger.Answers.Where(a => a.Value.Any(sequence => sequence != first.GetValueOrDefault(a.Key))).Select(_ => "answered otherwise than first"),
        ];
    }

    /// <summary>What is wrong with what everybody reads in the end.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync()
    {
        var reads = new List<IReadOnlyList<MessageView>>();
        foreach (var device in _devices)
        {
            await device.SettleAsync();
            reads.Add(await device.ReadTextsAsync());
        }

        return DeliveryCheck.Violations(_written, reads);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices)
        {
            await device.DisposeAsync();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        _workplace.Dispose();
    }

    private async Task WriteAsync(Device device, int count)
    {
        for (var i = 0; i < count; i++)
        {
            string text;
            lock (_written)
            {
                text = $"{device.Name} writes line {_written.Count}";
                _written.Add(text);
            }

            Assert.True((await device.Client.SendAsync(Device.Channel, text)).Waiting);
        }
    }

    private List<(string Id, long Sequence)> Log()
    {
        using var database = _relay.OpenDatabase("channels");
        using var command = database.CreateCommand();
        command.CommandText = "SELECT message, place & 4294967295 FROM item";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long)>();
        while (reader.Read())
        {
            rows.Add((Convert.ToBase64String(reader.GetFieldValue<byte[]>(0)), reader.GetInt64(1)));
        }

        return rows;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var patience = DateTime.UtcNow.AddSeconds(60);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < patience, "posts did not come");
            await Task.Delay(1);
        }
    }
}
