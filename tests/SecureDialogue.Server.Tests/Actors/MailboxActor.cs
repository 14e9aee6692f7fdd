using System.Security.Cryptography;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A mailbox as its owner knows it.</summary>
internal sealed class MailboxActor(byte[] pass)
{
    public MailboxId Id { get; } = OpaqueId.Draw<MailboxId>();

    public KeyPair Owner { get; } = KeyPair.Draw();

    public byte[] DropToken { get; } = RandomNumberGenerator.GetBytes(Limits.KeyBytes);

    public byte[] Mark { get; init; } = RandomNumberGenerator.GetBytes(CloseMark.Bytes);

    public CreateMailboxRequest Create(ProofContext context)
    {
        var request = new CreateMailboxRequest(pass, Id, Owner.Public, SHA256.HashData(DropToken), Mark, default);
        return request with { Signature = Owner.Sign(MailboxProof.Create(context, request)) };
    }

    public OpenMailboxRequest Open(ProofContext context)
    {
        var request = new OpenMailboxRequest(Id, default);
        return request with { Signature = Owner.Sign(MailboxProof.Open(context, request)) };
    }

    public PutPackagesRequest Put(ProofContext context, bool replace, params byte[][] packages)
    {
        var request = new PutPackagesRequest(Id, replace, [.. packages.Select(package => new ReadOnlyMemory<byte>(package))], default);
        return request with { Signature = Owner.Sign(PackagesProof.Bytes(context, request)) };
    }

    public DropRequest Drop(byte[] bytes) => new(Id, DropToken, OpaqueId.Draw<LetterId>(), bytes);

    public FetchPackageRequest Fetch() => new(Id, DropToken);
}
