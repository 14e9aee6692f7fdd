using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Benchmarks.Servers;

/// <summary>A dialogue on a fresh relay, with channels made by its passes, as any client would.</summary>
internal static class OpenDialogue
{
    internal static async Task<List<MeasuredChannel>> BeginAsync(ServerProcess relay, int channels)
    {
        using var organizer = await HubSocket.OpenAsync(relay.Port);
        var (dialogue, seed) = (OpaqueId.Draw<RelayDialogueId>(), RandomNumberGenerator.GetBytes(Ed25519.SeedBytes));
        var create = new CreateDialogueRequest(
            Encoding.ASCII.GetBytes(relay.FirstLine.Split("#pass=")[1]), dialogue, Ed25519.PublicKey(seed), RandomNumberGenerator.GetBytes(CloseMark.Bytes), default);
        _ = await organizer.CallAsync("CreateDialogue", create with { Signature = Ed25519.Sign(seed, DialogueProof.Bytes(organizer.Context, create)) });
        using var maker = await HubSocket.OpenAsync(relay.Port);
        var made = new List<MeasuredChannel>();
        foreach (var part in Passes(channels).Chunk(Limits.Passes))
        {
            var mint = new MintPassesRequest(dialogue, PassKind.Channel, [.. part.Select(pass => new ReadOnlyMemory<byte>(SHA256.HashData(pass)))], default);
            _ = await organizer.CallAsync("MintPasses", mint with { Signature = Ed25519.Sign(seed, MintProof.Bytes(organizer.Context, mint)) });
            made.AddRange(await Task.WhenAll(part.Select(pass => MeasuredChannel.CreateAsync(maker, pass))));
        }

        return made;
    }

    private static IEnumerable<byte[]> Passes(int count) => Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(Limits.KeyBytes));
}
