using System.Collections.Concurrent;

namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>Nodes within one process; without configuration there is one.</summary>
internal sealed class MemoryBus : INodeBus
{
    private readonly ConcurrentDictionary<MemoryBus, bool> _nodes;
    private readonly ConcurrentDictionary<string, Action<byte[]>> _topics = [];

    public MemoryBus()
        : this([])
    {
    }

    private MemoryBus(ConcurrentDictionary<MemoryBus, bool> nodes)
    {
        _nodes = nodes;
        _ = nodes.TryAdd(this, true);
    }

    public bool HasOthers => _nodes.Count > 1;

    public bool IsConnected => true;

    /// <summary>Another node.</summary>
    public MemoryBus Join() => new(_nodes);

    public void Tell(string topic, byte[] word)
    {
        foreach (var node in _nodes.Keys)
        {
            if (node != this && node._topics.TryGetValue(topic, out var hear))
            {
                hear(word);
            }
        }
    }

    public Task ListenAsync(string topic, Action<byte[]> hear)
    {
        _topics[topic] = hear;
        return Task.CompletedTask;
    }

    public void Ignore(string topic) => _topics.TryRemove(topic, out _);
}
