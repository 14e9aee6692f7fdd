using System.Security.Cryptography;
using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Devices;

/// <summary>Mints passes with the dialogue's management key, on a connection that knows neither mailbox nor channel.</summary>
internal sealed class PassMint(DeviceSession session)
{
    /// <summary>Makes the relay accept passes drawn here; asking again for the same ones changes nothing.</summary>
    internal async Task MintAsync(PassKind kind, IReadOnlyList<byte[]> passes, CancellationToken cancellation)
    {
        var management = session.Device.Management
            ?? throw new DialogueException(DialogueError.NotAllowed, "this device may not make new places at the relay", "ask the founder of the dialogue");
        var connection = await session.Relay.DialoguesAsync(cancellation).ConfigureAwait(false);
        var hashes = passes.Select(pass => (ReadOnlyMemory<byte>)SHA256.HashData(pass)).ToArray();
        var request = new MintPassesRequest(OpaqueId.Read<RelayDialogueId>(management.Dialogue), kind, hashes, default);
        request = request with { Signature = Ed25519.Sign(management.Seed, MintProof.Bytes(connection.Context, request)) };
        RelayAnswer.Expect(await connection.MintPasses(request).ConfigureAwait(false));
    }
}
