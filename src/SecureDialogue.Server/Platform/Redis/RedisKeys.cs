using StackExchange.Redis;

namespace SecureDialogue.Server.Platform.Redis;

/// <summary>Every name that the relay uses at Redis, with its type and how long it lasts.</summary>
internal static class RedisKeys
{
    private const string Prefix = "relay:";

    /// <summary>Publish and subscribe; lasts no time. The topic is a handle that tells nothing (<see cref="Nodes.NodeNames"/>).</summary>
    public static RedisChannel Topic(string topic) => new(Prefix + topic, RedisChannel.PatternMode.Literal);
}
