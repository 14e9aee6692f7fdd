using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>Writes sealed letters into the store and drops them at the relay until it has them.</summary>
internal sealed class LetterOffice(DeviceSession session)
{
    /// <summary>Seals a letter and keeps it in the same transaction as what it tells.</summary>
    internal void Write(StoreWriter writer, LetterKind kind, MailboxCard to, ReadOnlySpan<byte> body)
    {
        var letter = Seal(kind, to, body);
        writer.Put(Bucket.LettersOut, letter.Letter, LocalRecord.Encode(letter));
    }

    /// <summary>Seals a letter that somebody else keeps.</summary>
    internal StoredLetter Seal(LetterKind kind, MailboxCard to, ReadOnlySpan<byte> body)
    {
        var letter = new Trust.Letter(kind, to.Mailbox, session.OwnKey, session.Admission, new Opaque(body), session.Now);
        return new StoredLetter(
            to.Mailbox.ToArray(),
            to.DropToken.Span.ToArray(),
            OpaqueId.Draw<LetterId>().ToBytes(),
            LetterSeal.Seal(letter, session.Device.DeviceSeed, to.HpkeKey.Span));
    }

    /// <summary>Drops what waits; a letter to a closed mailbox is let go.</summary>
    internal async Task DropAllAsync(CancellationToken cancellation)
    {
        foreach (var entry in session.Store.List(Bucket.LettersOut))
        {
            var letter = LocalRecord.Decode<StoredLetter>(entry.Value.ToArray());
            var code = await DropAsync(letter, cancellation).ConfigureAwait(false);
            if (code is RelayCode.Ok or RelayCode.MailboxGone)
            {
                session.Store.Write(writer => writer.Delete(Bucket.LettersOut, letter.Letter));
            }
        }
    }

    /// <summary>Drops one letter; dropping it again changes nothing.</summary>
    /// <returns><see cref="RelayCode.Ok"/>, <see cref="RelayCode.MailboxGone"/> or <see cref="RelayCode.MailboxFull"/>.</returns>
    internal async Task<RelayCode> DropAsync(StoredLetter letter, CancellationToken cancellation)
    {
        var connection = await session.Relay.LettersAsync(cancellation).ConfigureAwait(false);
        var reply = await connection.Drop(new DropRequest(
            OpaqueId.Read<MailboxId>(letter.Mailbox), letter.DropToken, OpaqueId.Read<LetterId>(letter.Letter), letter.Bytes)).ConfigureAwait(false);
        return reply.Code is RelayCode.MailboxGone or RelayCode.MailboxFull ? reply.Code : RelayAnswer.Expect(reply).Code;
    }
}
