using System.Security.Cryptography;
using SecureDialogue.Client.Sync;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>Who is here in one channel, and whispers. Nothing of it is kept; a commit that came meanwhile makes it unknown until the next time.</summary>
internal sealed class PresenceDesk(DeviceSession session, OpenChannel channel)
{
    /// <summary>Leaves that have shown that they are here. Shows the own one if the person wants that.</summary>
    internal async Task<IReadOnlySet<uint>> WhoIsHereAsync(CancellationToken cancellation)
    {
        if (!await IsAtHeadAsync(cancellation).ConfigureAwait(false))
        {
            return new HashSet<uint>();
        }

        var own = session.Device.ShowsPresence ? PresenceHandle.Of(channel.Group, channel.Group.OwnLeaf.Value) : [];
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        var reply = await connection.Appear(new AppearRequest(channel.Id, channel.Group.Epoch, own)).ConfigureAwait(false);
        return IsToday(reply.Code)
            ? channel.Roster.Select(member => member.Leaf).Where(leaf => IsAmong(reply.Handles, PresenceHandle.Of(channel.Group, leaf))).ToHashSet()
            : [];
    }

    /// <summary>Says that this person is writing, if the person wants to be seen.</summary>
    internal async Task WhisperAsync(CancellationToken cancellation)
    {
        if (session.Device.ShowsPresence && await IsAtHeadAsync(cancellation).ConfigureAwait(false))
        {
            var bytes = new Whisper(WhisperKind.Typing, channel.Group.OwnLeaf.Value).Seal(channel.Group, channel.Id);
            var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
            _ = IsToday((await connection.Whisper(new WhisperRequest(channel.Id, channel.Group.Epoch, bytes)).ConfigureAwait(false)).Code);
        }
    }

    /// <summary>Leaves that whispered since the last call that they are writing.</summary>
    internal IReadOnlySet<uint> Typing() => session.Doorbell.Whispers.Take(channel.Id, channel.Group.Epoch)
        .Select(bytes => Whisper.Open(bytes.Span, channel.Group, channel.Id))
        .Where(whisper => whisper is { Kind: WhisperKind.Typing } && whisper.Leaf != channel.Group.OwnLeaf.Value)
        .Select(whisper => whisper!.Leaf)
        .Where(leaf => channel.Roster.Any(member => member.Leaf == leaf))
        .ToHashSet();

    private async Task<bool> IsAtHeadAsync(CancellationToken cancellation)
    {
        var reader = new ChannelReader(session, channel);
        _ = await reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        return reader.AtHead;
    }

    /// <summary>Whether it was done; false when it was not this time.</summary>
    private bool IsToday(RelayCode code)
    {
        if (code == RelayCode.NotProven)
        {
            session.Relay.Remember(channel.Id, null);
        }

        return code is not (RelayCode.NotProven or RelayCode.StaleEpoch or RelayCode.TooMany) && RelayAnswer.Expect(new Done(code)).Code == RelayCode.Ok;
    }

    private static bool IsAmong(IReadOnlyList<ReadOnlyMemory<byte>> handles, byte[] own)
    {
        var found = false;
        foreach (var handle in handles)
        {
            found |= CryptographicOperations.FixedTimeEquals(handle.Span, own);
        }

        return found;
    }
}
