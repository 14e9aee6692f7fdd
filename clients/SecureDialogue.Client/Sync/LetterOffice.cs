using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>Writes sealed letters into the store and drops them at the relay until it has them.</summary>
internal sealed class LetterOffice(DeviceSession session)
{
    /// <summary>Seals a letter and keeps it in the same transaction as what it tells.</summary>
    internal void Write(StoreWriter writer, LetterKind kind, MailboxCard to, ReadOnlySpan<byte> body)
    {
        var letter = Seal(kind, to, body);
        LocalRecord.Put(writer, Bucket.LettersOut, letter.Letter, letter);
    }

    /// <summary>
    /// As <see cref="Write"/>, if there is a mailbox that can take it: a card that somebody passed on may hold none of this relay, or a
    /// key that is none, and must not stop what else this device does.
    /// </summary>
    internal bool TryWrite(StoreWriter writer, LetterKind kind, MailboxCard? to, ReadOnlySpan<byte> body)
    {
        try
        {
            if (to is not null)
            {
                Write(writer, kind, to, body);
            }

            return to is not null;
        }
        catch (Exception refused) when (refused is MalformedObjectException or MlsException)
        {
            return false;
        }
    }

    /// <summary>Seals a letter that somebody else keeps.</summary>
    /// <exception cref="MalformedObjectException">The card is of no mailbox that letters can be dropped into.</exception>
    internal StoredLetter Seal(LetterKind kind, MailboxCard to, ReadOnlySpan<byte> body)
    {
        TrustFields.Require(to.Mailbox.Span.Length == OpaqueId.Bytes, "a card of no mailbox of this relay");
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
            var code = await TryDropAsync(letter, cancellation).ConfigureAwait(false);
            if (code != RelayCode.MailboxFull)
            {
                session.Store.Write(writer => writer.Delete(Bucket.LettersOut, letter.Letter));
            }

            Faults.Pass(FaultPoint.AfterFirstLetterDropped);
        }
    }

    /// <summary>As <see cref="DropAsync"/>; a letter that the relay will never take must not hold up the others.</summary>
    private async Task<RelayCode> TryDropAsync(StoredLetter letter, CancellationToken cancellation)
    {
        try
        {
            return await DropAsync(letter, cancellation).ConfigureAwait(false);
        }
        catch (RelayRefusedException refused) when (refused.Code is RelayCode.Malformed or RelayCode.TooLarge or RelayCode.NotFound)
        {
            session.Alarms.Add("the relay does not take a letter of this device; it was let go");
            return refused.Code;
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
