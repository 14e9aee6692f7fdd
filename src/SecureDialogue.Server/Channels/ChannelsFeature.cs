using SecureDialogue.Server.Channels.Presence;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Channels: a log of sealed items, opened epoch by epoch with that epoch's access key.</summary>
internal static class ChannelsFeature
{
    public static IServiceCollection AddChannels(this IServiceCollection services) => services
        .AddPresence()
        .AddSingleton<ChannelSubscriptions>()
        .AddSingleton<ISubscriptions>(provider => provider.GetRequiredService<ChannelSubscriptions>())
        .AddSingleton<ICatchUp, ChannelCatchUp>()
        .AddSingleton<ISweeper, ChannelSweeper>()
        .AddSingleton<LogWriter>()
        .AddCall<CreateChannelRequest, Done, CreateChannelHandler, CreateChannelValidator>()
        .AddCall<ProveRequest, ProveReply, ProveHandler, ProveValidator>()
        .AddCall<PostRequest, StoredReply, PostHandler, PostValidator>()
        .AddCall<CommitRequest, StoredReply, CommitHandler, CommitValidator>()
        .AddCall<StewardRequest, StoredReply, StewardHandler, StewardValidator>()
        .AddCall<ReadRequest, ReadReply, ReadHandler, ReadValidator>();
}
