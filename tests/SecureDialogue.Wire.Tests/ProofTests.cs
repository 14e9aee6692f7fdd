using System.Text.Json.Nodes;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Wire.Tests;

public sealed class ProofTests
{
    public static TheoryData<string> Proofs => [.. Golden["proofs"]!.AsArray().Select(proof => proof!["proof"]!.GetValue<string>())];

    private static JsonNode Golden => GoldenFile.Read("proofs");

    private static ProofContext Context => new(Golden["relay"].To<RelayId>(), Golden["nonce"].Base64());

    [Theory]
    [MemberData(nameof(Proofs))]
    public void A_proof_covers_the_golden_bytes(string name)
    {
        var proof = Find(name);

        Assert.Equal(proof["bytes"].Hex(), Bytes(name, Context, proof["request"]!));
    }

    [Theory]
    [MemberData(nameof(Proofs))]
    public void A_proof_covers_relay_nonce_and_every_field_but_its_signatures(string name)
    {
        var bytes = Find(name)["bytes"].Hex();

        Assert.NotEqual(bytes, Bytes(name, Context with { Relay = OpaqueId.Draw<RelayId>() }, Find(name)["request"]!));
        Assert.NotEqual(bytes, Bytes(name, Context with { Nonce = new byte[32] }, Find(name)["request"]!));
        foreach (var field in Find(name)["request"]!.AsObject().Select(field => field.Key))
        {
            var changed = Find(name)["request"]!.AsObject();
            changed[field] = Changed(changed[field]!);
            Assert.Equal(field is "signature" or "stewardKey" or "stewardSignature", bytes.SequenceEqual(Bytes(name, Context, changed)));
        }
    }

    [Fact]
    public void A_key_of_another_length_cannot_be_signed_over() =>
        Assert.Throws<ArgumentException>(() => MailboxProof.Create(Context, Find("mailbox create")["request"].To<CreateMailboxRequest>() with { OwnerKey = new byte[31] }));

    private static JsonNode Find(string name) =>
        Golden["proofs"]!.AsArray().Single(proof => proof!["proof"]!.GetValue<string>() == name)!.DeepClone();

    private static byte[] Bytes(string name, ProofContext context, JsonNode request) => name switch
    {
        "dialogue" => DialogueProof.Bytes(context, request.To<CreateDialogueRequest>()),
        "mint" => MintProof.Bytes(context, request.To<MintPassesRequest>()),
        "mailbox create" => MailboxProof.Create(context, request.To<CreateMailboxRequest>()),
        "mailbox open" => MailboxProof.Open(context, request.To<OpenMailboxRequest>()),
        "packages" => PackagesProof.Bytes(context, request.To<PutPackagesRequest>()),
        "channel create" => ChannelProof.Bytes(context, request.To<CreateChannelRequest>()),
        "prove" => EpochProof.Bytes(context, request.To<ProveRequest>()),
        "commit" => CommitProof.Bytes(context, request.To<CommitRequest>()),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such proof"),
    };

    private static JsonNode Changed(JsonNode value) => value switch
    {
        JsonArray list => new JsonArray([.. list.Skip(1).Select(element => element!.DeepClone())]),
        JsonValue text when text.TryGetValue<string>(out var base64) => Flipped(base64),
        JsonValue flag when flag.TryGetValue<bool>(out var yes) => !yes,
        _ => value.GetValue<long>() - 1,
    };

    private static JsonNode Flipped(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        bytes[^1] ^= 1;
        return Convert.ToBase64String(bytes);
    }
}
