using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Nodes;
using StackExchange.Redis;

namespace SecureDialogue.Server.Platform.Redis;

/// <summary>
/// Publishes and subscribes at Redis; what nobody listens to is gone. The client connects again by itself and then listens to the
/// same topics as before.
/// </summary>
internal sealed class RedisBus : INodeBus
{
    /// <summary>Bytes in front of a word that say which node it is from.</summary>
    private const int NodeBytes = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ISubscriber _redis;
    private readonly byte[] _node = RandomNumberGenerator.GetBytes(NodeBytes);

    public RedisBus(ConnectionMultiplexer redis) => _redis = redis.GetSubscriber();

    public bool HasOthers => true;

    public bool IsConnected => _redis.IsConnected();

    public void Tell(string topic, byte[] word)
    {
        try
        {
            if (IsConnected)
            {
                // An answer would only say how many listen.
                _ = _redis.Publish(RedisKeys.Topic(topic), (byte[])[.. _node, .. word], CommandFlags.FireAndForget);
            }
        }
        catch (Exception failure) when (failure is RedisException or ObjectDisposedException)
        {
            // It went away just now, or the relay is ending: the others read the store.
        }
    }

    public async Task ListenAsync(string topic, Action<byte[]> hear)
    {
        try
        {
            // Without a connection it ends when there is one: nobody waits for that, the store is read until then.
            await _redis.SubscribeAsync(RedisKeys.Topic(topic), (_, word) => Hear(word, hear)).WaitAsync(IsConnected ? Patience : TimeSpan.Zero);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or ObjectDisposedException)
        {
            // The client subscribes once it is connected.
        }
    }

    public void Ignore(string topic)
    {
        try
        {
            _redis.Unsubscribe(RedisKeys.Topic(topic), null, CommandFlags.FireAndForget);
        }
        catch (Exception failure) when (failure is RedisException or ObjectDisposedException)
        {
            // Redis forgets who listened when it or the relay goes.
        }
    }

    private void Hear(byte[]? word, Action<byte[]> hear)
    {
        if (word is { Length: >= NodeBytes } && !word.AsSpan(0, NodeBytes).SequenceEqual(_node))
        {
            hear(word[NodeBytes..]);
        }
    }
}
