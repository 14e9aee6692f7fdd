using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// Takes the letters about papers, in whatever order and however often they come. A device acts only on what it can verify; what it
/// refuses it says in words.
/// </summary>
internal sealed class PaperIntake(DeviceSession session)
{
    private readonly PaperShelf _shelf = new(session);
    private readonly EarlyLetters _early = new(session);
    private readonly AddressBook _book = new(session);

    /// <summary>A letter of kind proposal, countersignature or remark came.</summary>
    /// <exception cref="MalformedObjectException">It has no effect; an alarm says why.</exception>
    internal void Received(StoreWriter writer, Letter letter)
    {
        var refusal = Take(writer, letter.Kind, letter.Sender, letter.Body.Span);
        if (refusal == PaperRefusal.TooEarly && _early.Keep(writer, letter.Kind, letter.Sender, letter.Body.Span))
        {
            return;
        }

        if (refusal != PaperRefusal.None)
        {
            session.Alarms.Add(Alarm(letter.Sender, refusal));
            throw new MalformedObjectException("a letter about a paper that has no effect");
        }

        Retry(writer);
    }

    /// <summary>Looks again at what came too early: after a paper came, and after the Charter was amended.</summary>
    internal void Retry(StoreWriter writer)
    {
        var isNew = true;
        while (isNew)
        {
            isNew = false;
            foreach (var (key, letter) in _early.All())
            {
                var refusal = TryTake(writer, letter);
                if (refusal == PaperRefusal.TooEarly && !_early.IsOver(letter))
                {
                    continue;
                }

                writer.Delete(Bucket.EarlyLetters, key);
                isNew |= refusal == PaperRefusal.None;
                if (refusal is not (PaperRefusal.None or PaperRefusal.TooEarly))
                {
                    session.Alarms.Add(Alarm(letter.Device, refusal));
                }
            }
        }
    }

    private PaperRefusal TryTake(StoreWriter writer, EarlyLetter letter)
    {
        try
        {
            return Take(writer, letter.LetterKind, letter.Device, letter.Body);
        }
        catch (MalformedObjectException)
        {
            return PaperRefusal.AgainstTheRules;
        }
    }

    private PaperRefusal Take(StoreWriter writer, LetterKind kind, DeviceKey sender, ReadOnlySpan<byte> body) => kind switch
    {
        // A07: the Charter names an officer who was cut off until an amendment, and whoever has the device could go on.
        _ when new PeopleDirectory(session).IsCutOff(sender) => PaperRefusal.CutOff,
        LetterKind.Proposal => TakeProposal(writer, sender, ObjectCodec.Decode<Proposal>(body)),
        LetterKind.Countersignature => TakeSignatures(writer, sender, ObjectCodec.Decode<Countersignature>(body)),
        LetterKind.Remark => TakeRemark(writer, sender, ObjectCodec.Decode<Remark>(body)),
        _ => throw new MalformedObjectException("a letter that is not about a paper"),
    };

    private PaperRefusal TakeProposal(StoreWriter writer, DeviceKey sender, Proposal proposal)
    {
        var paper = Paper.Of(proposal, sender);
        var effect = Effect(paper.Kind);
        var known = _shelf.Find(paper.Id);
        if (known is not null && !known.Objects.Select(part => part.Id).SequenceEqual(paper.Objects.Select(part => part.Id)))
        {
            return PaperRefusal.Changed;
        }

        var refusal = new PaperJudge(session, effect).Proposed(paper);
        if (refusal != PaperRefusal.None)
        {
            return refusal;
        }

        if (known is not null)
        {
            // Somebody else may pass a paper on; it stays the paper of whoever proposed it first.
            Merge(writer, effect, known, [.. paper.Objects.Select(part => part.Signatures)]);
            return PaperRefusal.None;
        }

        if (_shelf.IsFull(sender))
        {
            return PaperRefusal.TooMany;
        }

        _book.Keep(writer, paper.Contacts, sender);
        _shelf.Prune(writer);
        session.Notices.Add($"{_book.NameOf(sender)} asks you to sign: {effect.Describe(paper).About}; read it with 'dialogue paper {paper.ShortId}'");
        PaperShelf.Settle(writer, effect, Counted(effect, paper, paper.Objects));
        return PaperRefusal.None;
    }

    private PaperRefusal TakeSignatures(StoreWriter writer, DeviceKey sender, Countersignature signed)
    {
        if (_shelf.Find(signed.Paper) is not { } paper)
        {
            return PaperRefusal.TooEarly;
        }

        var effect = Effect(paper.Kind);
        var refusal = PaperJudge.Signed(effect, paper, sender, signed.Signatures);
        if (refusal == PaperRefusal.None)
        {
            Merge(writer, effect, paper, [.. signed.Signatures.Select(one => (IReadOnlyList<KeySignature>)[one])]);
        }

        return refusal;
    }

    private PaperRefusal TakeRemark(StoreWriter writer, DeviceKey sender, Remark said)
    {
        if (_shelf.Find(said.Paper) is not { } paper)
        {
            return PaperRefusal.TooEarly;
        }

        var effect = Effect(paper.Kind);
        var remark = new PaperRemark(sender, said.Kind, said.Text, said.Hour);
        if (PaperRemarks.IsKnown(paper, remark))
        {
            return PaperRefusal.None;
        }

        if (sender != paper.Proposer && !effect.Signers(paper).Contains(sender))
        {
            return PaperRefusal.NoSay;
        }

        var refusal = PaperRemarks.Check(paper, remark);
        if (refusal == PaperRefusal.None)
        {
            session.Notices.Add($"paper {paper.ShortId}: {RemarkWords.Of(remark.Kind, _book.NameOf(sender, paper.Contacts))}");
            PaperShelf.Settle(writer, effect, PaperRemarks.Add(effect, writer, paper, remark));
        }

        return refusal;
    }

    private static void Merge(StoreWriter writer, IPaperEffect effect, Paper paper, IReadOnlyList<IReadOnlyList<KeySignature>> signatures)
    {
        if (paper.State == PaperState.Open || (paper.State == PaperState.Withdrawn && effect.OutlivesWithdrawal))
        {
            var settled = PaperShelf.Settle(writer, effect, Counted(effect, paper, [.. paper.Objects.Select((part, i) => part.Add(signatures[i]))]));
            effect.Countersigned(writer, settled);
        }
    }

    /// <summary>The paper with those signatures that count: somebody may have a say in one object and none in the next.</summary>
    private static Paper Counted(IPaperEffect effect, Paper paper, IReadOnlyList<PaperObject> parts) => paper with
    {
        Objects = [.. parts.Select(part => part.With([.. part.Signatures.Where(one => effect.HasSay(paper, part, one.Signer))]))],
    };

    private IPaperEffect Effect(PaperKind kind) =>
        PaperEffects.Find(session, kind) ?? throw new MalformedObjectException("a paper of a kind that is not awaited");

    private string Alarm(DeviceKey sender, PaperRefusal refusal) =>
        // Strangers have one name: whoever holds a drop token could otherwise fill the store with alarms.
        $"a letter of {(_book.IsKnown(sender) ? _book.NameOf(sender) : "somebody unknown")} about a paper was refused: {PaperRefusalWords.Of(refusal)}";
}
