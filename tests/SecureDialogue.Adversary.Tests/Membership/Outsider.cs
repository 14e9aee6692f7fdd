using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Adversary.Tests.Membership;

/// <summary>Somebody outside with what a member leaked: GroupInfo of the epoch and its access key.</summary>
internal sealed class Outsider : IAsyncDisposable
{
    private readonly ModifiedClient _leak;

    private Outsider(ModifiedClient leak) => _leak = leak;

    public static async Task<Outsider> OfAsync(Participant leak) => new(await ModifiedClient.OfAsync(leak));

    /// <summary>A commit from outside, by a device with this admission or, without one, with one that it signed itself.</summary>
    public byte[] ExternalCommit(byte[] seed, CoSigned<Admission>? admission = null)
    {
        var own = (_leak.Session.Admission!.Body with { Device = Forge.KeyOf(seed), Person = Forge.Person() }).CoSign(seed);
        var (key, credential) = PackageStock.DrawLeaf(LetterSeal.Suite, admission ?? own, seed);
        using (key)
        {
            var external = MlsGroup.JoinExternally(_leak.Channel.Group.ExportGroupInfo(), new ExternalJoin
            {
                SignatureKey = key,
                Credential = credential,
                Capabilities = ChannelGroup.Capabilities,
                Validator = new AnyCredential(),
                AuthenticatedData = new byte[ItemIntake.HourBytes],
            });
            external.Group.Dispose();
            return external.Message.ToArray();
        }
    }

    /// <summary>Hands the commit in at the relay, as a member would.</summary>
    public async Task HandInAsync(byte[] commit)
    {
        var channel = _leak.Channel;
        var connection = await _leak.Session.Relay.ChannelsAsync(CancellationToken.None);
        var request = new CommitRequest(
            channel.Id, channel.Group.Epoch, OpaqueId.Draw<MessageId>(), channel.State.LastLasting, commit, Ed25519.PublicKey(Forge.Seed()), default, default, default);
        request = request with { Signature = Ed25519.Sign(AccessKey.Seed(channel.Group), CommitProof.Bytes(connection.Context, request)) };
        Assert.Equal(RelayCode.Ok, (await connection.Commit(request)).Code);
    }

    public ValueTask DisposeAsync() => _leak.DisposeAsync();

    private sealed class AnyCredential : ICredentialValidator
    {
        public void Validate(Credential credential, ReadOnlySpan<byte> signaturePublicKey)
        {
            // Whoever attacks asks no rule.
        }
    }
}
