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
    private readonly Dictionary<string, long> _storedUnanswered = [];
    private Relay _relay = null!;
    private RelayProxy _proxy = null!;

    /// <summary>Posts without an answer at each kill.</summary>
    public List<int> UnansweredAtKill { get; } = [];

    public int Written => _written.Count;

    public int Posts => _proxy.Ledger.Posts;

    /// <summary>Messages that the relay had stored and not answered when it was killed, and that were posted and answered again.</summary>
    public int Retried => _storedUnanswered.Count(s => _proxy.Ledger.Answers.ContainsKey(s.Key));

    /// <summary>Those of them whose answer was not the first sequence.</summary>
    public IEnumerable<string> WronglyAnswered => _storedUnanswered
        .Where(s => _proxy.Ledger.Answers.TryGetValue(s.Key, out var answers) && answers.Any(a => a != s.Value)).Select(s => s.Key);

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
        var answeredFirst = _random.Next(0, Devices * messagesEach / 2);
        var posts = Posts;
        _proxy.ComeUp();
        var syncs = _devices.Select(device => device.TrySyncAsync()).ToList();
        await UntilAsync(() => Posts - posts > answeredFirst);
        _proxy.Hold();
        await UntilAsync(() => _proxy.Ledger.Unanswered >= MinUnanswered);
        await Task.Delay(_random.Next(0, 15));
        UnansweredAtKill.Add(_proxy.Ledger.Unanswered);
        await _relay.KillAsync();
        NoteStoredUnanswered();
        _proxy.GoDown();
        await Task.WhenAll(syncs);
        await _relay.StartAsync();
        _proxy.ComeUp();
        await Task.WhenAll(_devices.Select(device => device.SettleAsync()));
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

    private void NoteStoredUnanswered()
    {
        using var database = _relay.OpenDatabase("channels");
        using var command = database.CreateCommand();
        command.CommandText = "SELECT message, place & 4294967295 FROM item";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = Convert.ToBase64String(reader.GetFieldValue<byte[]>(0));
            if (_proxy.Ledger.Bytes.ContainsKey(id) && !_proxy.Ledger.Answers.ContainsKey(id))
            {
                _storedUnanswered[id] = reader.GetInt64(1);
            }
        }
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
