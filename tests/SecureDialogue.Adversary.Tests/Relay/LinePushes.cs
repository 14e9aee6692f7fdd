using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>What the real relay pushes along a line, on its way to the client: items go through the rules for items.</summary>
internal sealed class LinePushes(HostileRelay relay, Line line, IRelayEvents client) : IRelayEvents
{
    public Task LetterArrived() => client.LetterArrived();

    public Task ItemsStored(ChannelId channel, IReadOnlyList<LogItem> items) =>
        relay.Changed(line, items) is { Count: > 0 } shown ? client.ItemsStored(channel, shown) : Task.CompletedTask;

    public Task Whispered(ChannelId channel, ulong epoch, ReadOnlyMemory<byte> bytes) => client.Whispered(channel, epoch, bytes);
}
