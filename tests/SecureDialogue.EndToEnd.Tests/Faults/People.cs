using System.Collections.Concurrent;
using SecureDialogue.EndToEnd.Tests.Kills;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>People with the real client, who come through the door to any node and write.</summary>
internal sealed class People : IAsyncDisposable
{
    private const int Count = 3;

    private readonly List<Device> _devices = [];
    private readonly ConcurrentQueue<string> _written = [];
    private int _lines;
    private int _lost;

    public int Written => _written.Count;

    /// <summary>Syncs that did not come to their end.</summary>
    public int LostSyncs => _lost;

    public static async Task<People> GatherAsync(Cluster cluster)
    {
        var people = new People();
        var founder = await Device.CreateAsync(cluster.Workplace, cluster.BeginLink);
        people._devices.Add(founder);
        for (var i = 1; i < Count; i++)
        {
            people._devices.Add(await founder.AdmitAsync(cluster.Workplace, $"member {i}"));
        }

        await founder.Client.CreateChannelAsync(Device.Channel, "plenary", null);
        foreach (var device in people._devices)
        {
            await device.SettleAsync();
        }

        return people;
    }

    public Task RunAsync(CancellationToken over) => Task.WhenAll(_devices.Select(device => RunAsync(device, over)));

    /// <summary>What is wrong with what they read in the end.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync()
    {
        foreach (var device in _devices)
        {
            await device.SettleAsync();
        }

        var reads = await Task.WhenAll(_devices.Select(device => device.ReadTextsAsync()));
        return DeliveryCheck.Violations([.. _written], reads);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices)
        {
            await device.DisposeAsync();
        }
    }

    private async Task RunAsync(Device device, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var text = $"{device.Name} writes line {Interlocked.Increment(ref _lines)}";

            // Kept on the device from here on, whatever becomes of the relay.
            _written.Enqueue(text);
            _ = await device.Client.QueueAsync(Device.Channel, [text], CancellationToken.None);
            if (await device.TrySyncAsync() is null)
            {
                _ = Interlocked.Increment(ref _lost);
            }

            await Task.Delay(300, CancellationToken.None);
        }
    }
}
