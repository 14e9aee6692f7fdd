using SecureDialogue.Client.Channels;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A steward who signs what the key can sign, whatever the own device's verdict is.</summary>
internal static class RashSteward
{
    /// <summary>Undoes the last change, even a valid one.</summary>
    public static async Task<RelayCode> UndoLastCommitAsync(Participant steward, string title)
    {
        await using var session = ModifiedClient.OpenSession(steward);
        var state = new ChannelShelf(session).Find(title);
        using var channel = OpenChannel.Load(session.Store, state);
        var act = new StewardAct(
            StewardVerb.Supersede,
            channel.Group.Epoch - 1,
            state.CommitAt,
            state.CommitHash,
            session.Now.Value,
            new byte[Limits.KeyBytes],
            Ed25519.PublicKey(state.StewardSeed!),
            default);
        act = act with { Signature = Ed25519.Sign(state.StewardSeed!, act.SignedBytes(channel.Id)) };
        var connection = await session.Relay.ChannelsAsync(CancellationToken.None);
        return (await connection.Steward(new StewardRequest(channel.Id, OpaqueId.Draw<Wire.MessageId>(), act.Encode()))).Code;
    }
}
