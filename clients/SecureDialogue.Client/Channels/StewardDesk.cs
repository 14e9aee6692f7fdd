using System.Security.Cryptography;
using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>A steward's acts: signed items in the log that every member verifies. A steward can stop a channel, never change who reads it.</summary>
internal sealed class StewardDesk(DeviceSession session, OpenChannel channel)
{
    private readonly ChannelReader _reader = new(session, channel);

    /// <summary>Voids the commit that this device's own verdict refuses.</summary>
    internal async Task SupersedeAsync(CancellationToken cancellation)
    {
        await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        if (channel.State is not { RefusedAt: > 0, RefusedHash: { } hash })
        {
            throw new DialogueException(DialogueError.NotAllowed, "this device refuses no change of this channel", "valid changes cannot be undone");
        }

        await PostAsync(StewardVerb.Supersede, channel.State.RefusedAt, hash, new byte[Limits.KeyBytes], cancellation).ConfigureAwait(false);
        session.Relay.Remember(channel.Id, null);
        await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Hands in the access key that the current epoch really has.</summary>
    internal async Task SetKeyAsync(CancellationToken cancellation)
    {
        await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        if (_reader.AtHead || channel.State.EarlierAccessSeed is null || channel.State.CommitHash is not { } hash)
        {
            throw new DialogueException(DialogueError.NotAllowed, "the access key of this channel is right", string.Empty);
        }

        var seed = AccessKey.Seed(channel.Group);
        var key = Ed25519.PublicKey(seed);
        CryptographicOperations.ZeroMemory(seed);
        await PostAsync(StewardVerb.SetKey, channel.State.CommitAt, hash, key, cancellation).ConfigureAwait(false);
        await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
    }

    private async Task PostAsync(StewardVerb verb, long sequence, byte[] hash, byte[] key, CancellationToken cancellation)
    {
        var steward = channel.State.StewardSeed
            ?? throw new DialogueException(DialogueError.NotAllowed, "this device is no steward of this channel", "ask the person who opened it");
        var act = new StewardAct(
            verb, channel.Group.Epoch, sequence, hash, session.Now.Value, key, Ed25519.PublicKey(steward), ReadOnlyMemory<byte>.Empty);
        act = act with { Signature = Ed25519.Sign(steward, act.SignedBytes(channel.Id)) };
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        RelayAnswer.Expect(await connection.Steward(new StewardRequest(channel.Id, OpaqueId.Draw<MessageId>(), act.Encode())).ConfigureAwait(false));
    }
}
