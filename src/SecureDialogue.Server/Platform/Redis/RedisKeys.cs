using SecureDialogue.Wire;
using StackExchange.Redis;

namespace SecureDialogue.Server.Platform.Redis;

/// <summary>Every name that the relay uses at Redis, with its type and how long it lasts.</summary>
internal static class RedisKeys
{
    private const string Prefix = "relay:";

    /// <summary>How long a call waits for a Redis that is there and does not answer; then its node goes on alone.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a count lasts, from its first use.</summary>
    public static TimeSpan RateLife { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a presence handle lasts, and their set after the last one.</summary>
    public static TimeSpan PresenceLife { get; } = TimeSpan.FromSeconds(Limits.PresenceSeconds);

    /// <summary>Publish and subscribe; lasts no time. The topic is a handle that tells nothing (<see cref="Nodes.NodeNames"/>).</summary>
    public static RedisChannel Topic(string topic) => new(Prefix + topic, RedisChannel.PatternMode.Literal);

    /// <summary>String, a count; lasts <see cref="RateLife"/>. Named as topics are.</summary>
    public static RedisKey Rate(string name) => $"{Prefix}rate:{name}";

    /// <summary>Sorted set of presence handles by when they lapse; lasts <see cref="PresenceLife"/>. Named as topics are.</summary>
    public static RedisKey Presence(string name) => $"{Prefix}here:{name}";
}
