using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Wire;
using StackExchange.Redis;

namespace SecureDialogue.Server.Platform.Redis;

/// <summary>Handles at Redis, for all nodes; while Redis is away each node knows its own.</summary>
internal sealed class RedisPresence(ConnectionMultiplexer redis, TimeProvider time) : IPresence
{
    private static readonly string Appear = RedisScript.Read("appear.lua");

    private readonly MemoryPresence _alone = new(time);

    public async Task<IReadOnlyList<byte[]>> ShowAsync(string name, byte[] handle)
    {
        // Kept here, too: a Redis that comes back empty makes nobody vanish who is at this node.
        var here = await _alone.ShowAsync(name, handle);
        if (!redis.IsConnected)
        {
            return here;
        }

        try
        {
            var everywhere = (byte[][]?)await redis.GetDatabase().ScriptEvaluateAsync(
                Appear, [RedisKeys.Presence(name)], [handle, (long)RedisKeys.PresenceLife.TotalMilliseconds, Limits.Handles])
                .WaitAsync(RedisKeys.Patience);
            return [.. here.Concat(everywhere ?? []).Where(one => one.Length == Limits.HandleBytes).DistinctBy(Convert.ToHexString).Take(Limits.Handles)];
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return here;
        }
    }
}
