using SecureDialogue.Server.Platform.Nodes;
using StackExchange.Redis;

namespace SecureDialogue.Server.Platform.Redis;

/// <summary>Counts at Redis, for all nodes; while Redis is away each node counts for itself.</summary>
internal sealed class RedisRate(ConnectionMultiplexer redis, TimeProvider time) : ISharedRate
{
    private static readonly string Take = RedisScript.Read("take.lua");

    private readonly MemoryRate _alone = new(time);

    public async Task<bool> TryTakeAsync(string name, int perMinute)
    {
        // Counted here, too: a Redis that comes back empty gives nobody more than this node would.
        var here = await _alone.TryTakeAsync(name, perMinute);
        if (!here || !redis.IsConnected)
        {
            return here;
        }

        try
        {
            var count = (long)await redis.GetDatabase().ScriptEvaluateAsync(Take, [RedisKeys.Rate(name)], [(long)RedisKeys.RateLife.TotalMilliseconds])
                .WaitAsync(RedisKeys.Patience);
            return count <= perMinute;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return here;
        }
    }
}
