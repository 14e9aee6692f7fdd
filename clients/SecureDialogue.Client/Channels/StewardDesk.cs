using System.Security.Cryptography;
using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>A steward's acts: signed items in the log that every member verifies. A steward can stop a channel, never change who reads it.</summary>
internal sealed class StewardDesk(DeviceSession session, OpenChannel channel)
{
    private const int Attempts = 5;
    private static readonly byte[] Nothing = new byte[Limits.KeyBytes];
    private readonly ChannelReader _reader = new(session, channel);

    /// <summary>Voids the commit that this device's own verdict refuses.</summary>
    internal async Task SupersedeAsync(CancellationToken cancellation)
    {
        await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        if (channel.State is not { RefusedAt: > 0, RefusedHash: { } hash })
        {
            throw new DialogueException(DialogueError.NotAllowed, "this device refuses no change of this channel", "valid changes cannot be undone");
        }

        await PostAsync(StewardVerb.Supersede, channel.State.RefusedAt, hash, Nothing, cancellation).ConfigureAwait(false);
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

    /// <summary>Sets something for the channel.</summary>
    internal async Task SetAsync(StewardVerb verb, ReadOnlyMemory<byte>? key, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
            RequireChange(verb);
            var act = new StewardAct(verb, 0, await KnownAsync(cancellation).ConfigureAwait(false), Nothing, session.Now.Value, key ?? Nothing, default, default);
            switch (await HandInAsync(act, cancellation).ConfigureAwait(false))
            {
                case RelayCode.Ok:
                    await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
                    return;
                case RelayCode.Behind:
                    break;
                case RelayCode.StaleEpoch:
                    throw ChannelProblem.NothingToChange();
                case RelayCode.Restricted:
                    throw ChannelProblem.Closed();
                case var code:
                    throw new Connection.RelayRefusedException(code);
            }
        }

        throw new DialogueException(DialogueError.NotReady, "others are changing this channel at the same time", "try again in a moment");
    }

    /// <summary>Makes the relay take a key that the channel policy names; another steward may have done so.</summary>
    internal async Task AddAsync(byte[] key, CancellationToken cancellation)
    {
        var act = new StewardAct(StewardVerb.AddSteward, 0, await KnownAsync(cancellation).ConfigureAwait(false), Nothing, session.Now.Value, key, default, default);
        var code = await HandInAsync(act, cancellation).ConfigureAwait(false);
        if (code == RelayCode.Ok)
        {
            await _reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        }
        else if (code is RelayCode.StaleEpoch or RelayCode.TooLarge)
        {
            channel.State = channel.State with { AddedStewards = [.. channel.State.AddedStewards, key] };
            channel.Save();
        }
    }

    private void RequireChange(StewardVerb verb)
    {
        var now = channel.State.Restrictions;
        if (channel.State.IsClosed)
        {
            throw ChannelProblem.Closed();
        }

        if (verb is not (StewardVerb.Shorten or StewardVerb.AddSteward) && now.After(verb) == now)
        {
            throw ChannelProblem.NothingToChange();
        }
    }

    /// <summary>The end of the log as this device read it. One that waits at a refused commit takes the relay's word: it must be able to act.</summary>
    private async Task<long> KnownAsync(CancellationToken cancellation)
    {
        if (_reader.AtHead)
        {
            return channel.State.Sequence;
        }

        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        return RelayAnswer.Expect(await connection.Read(new ReadRequest(channel.Id, channel.State.Sequence)).ConfigureAwait(false)).Head;
    }

    private async Task PostAsync(StewardVerb verb, long sequence, byte[] hash, byte[] key, CancellationToken cancellation)
    {
        var act = new StewardAct(verb, channel.Group.Epoch, sequence, hash, session.Now.Value, key, default, default);
        var code = await HandInAsync(act, cancellation).ConfigureAwait(false);
        if (code != RelayCode.Ok)
        {
            throw new Connection.RelayRefusedException(code);
        }
    }

    private async Task<RelayCode> HandInAsync(StewardAct act, CancellationToken cancellation)
    {
        var steward = channel.State.StewardSeed ?? throw ChannelProblem.NoSteward();
        act = act with { StewardKey = Ed25519.PublicKey(steward) };
        act = act with { Signature = Ed25519.Sign(steward, act.SignedBytes(channel.Id)) };
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        return (await connection.Steward(new StewardRequest(channel.Id, OpaqueId.Draw<MessageId>(), act.Encode())).ConfigureAwait(false)).Code;
    }
}
