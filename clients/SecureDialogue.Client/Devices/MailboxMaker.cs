using System.Security.Cryptography;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Devices;

/// <summary>Draws the keys of the own mailbox and makes it at the relay.</summary>
internal static class MailboxMaker
{
    /// <summary>Draws everything; nothing is sent.</summary>
    internal static MailboxKeys Draw(byte[] pass, byte[] closeMark)
    {
        using var hpke = HpkeKeyPair.Generate(LetterSeal.Suite);
        return new MailboxKeys(
            OpaqueId.Draw<MailboxId>().ToBytes(),
            RandomNumberGenerator.GetBytes(Ed25519.SeedBytes),
            RandomNumberGenerator.GetBytes(Limits.KeyBytes),
            hpke.PrivateKey.Bytes.ToArray(),
            hpke.PublicKey.ToArray(),
            RandomNumberGenerator.GetBytes(Limits.KeyBytes),
            pass,
            closeMark);
    }

    /// <summary>Makes the mailbox; making it again is answered the same.</summary>
    /// <returns><see cref="RelayCode.Ok"/> or <see cref="RelayCode.PassSpent"/>.</returns>
    internal static async Task<RelayCode> MakeAsync(DeviceSession session, CancellationToken cancellation)
    {
        var keys = session.Device.Mailbox;
        var connection = await session.Relay.LettersAsync(cancellation).ConfigureAwait(false);
        var request = new CreateMailboxRequest(
            keys.Pass,
            keys.Mailbox,
            Ed25519.PublicKey(keys.OwnerSeed),
            SHA256.HashData(keys.DropToken),
            keys.CloseMark,
            default);
        request = request with { Signature = Ed25519.Sign(keys.OwnerSeed, MailboxProof.Create(connection.Context, request)) };
        var reply = await connection.CreateMailbox(request).ConfigureAwait(false);
        Faults.Pass(FaultPoint.AfterMailboxCreated);
        return reply.Code == RelayCode.PassSpent ? reply.Code : RelayAnswer.Expect(reply).Code;
    }
}
