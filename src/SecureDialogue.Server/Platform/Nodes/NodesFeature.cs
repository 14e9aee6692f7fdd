using SecureDialogue.Server.Platform.Redis;
using SecureDialogue.Server.Platform.Storage;
using StackExchange.Redis;

namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>How the nodes of one relay hear of each other: not at all when there is one, otherwise through Redis or the store.</summary>
internal static class NodesFeature
{
    /// <exception cref="StartRefusedException">Redis without PostgreSQL, or no connection string.</exception>
    public static async Task<IServiceCollection> AddNodesAsync(
        this IServiceCollection services, ConnectionStringsOptions connections, MailboxesDatabase mailboxes, ChannelsDatabase channels, CancellationToken cancellation)
    {
        if (connections.Postgres.Length == 0)
        {
            return connections.Redis.Length == 0
                ? services.AddSingleton(NodeNames.Draw()).AddSingleton<INodeBus, MemoryBus>().AddSingleton<ISharedRate, MemoryRate>().AddSingleton<IPresence, MemoryPresence>()
                : throw new StartRefusedException("ConnectionStrings:Redis is for several nodes, which need ConnectionStrings:Postgres too.");
        }

        _ = services.AddSingleton(await NodeNames.LoadAsync(mailboxes, channels, cancellation)).AddHostedService<CatchUp>();
        if (connections.Redis.Length == 0)
        {
            return services.AddSingleton<INodeBus, SilentBus>().AddSingleton<ISharedRate, MemoryRate>().AddSingleton<IPresence, MemoryPresence>();
        }

        var redis = await ConnectAsync(connections.Redis);

        // Made by a function, so that the container closes it.
        return services.AddSingleton(_ => redis).AddSingleton<INodeBus, RedisBus>().AddSingleton<ISharedRate, RedisRate>()
            .AddSingleton<IPresence, RedisPresence>();
    }

    /// <summary>A relay starts without Redis, too: it connects when there is one.</summary>
    private static async Task<ConnectionMultiplexer> ConnectAsync(string text)
    {
        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 2000;
            return await ConnectionMultiplexer.ConnectAsync(options);
        }
        catch (ArgumentException)
        {
            // Without the words of the exception, which may hold the password.
            throw new StartRefusedException("ConnectionStrings:Redis is not a connection string such as host:6379,password=….");
        }
    }
}
