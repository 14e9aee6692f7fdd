using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// Everything that several people sign goes over this desk: somebody proposes, others sign, ask or object on their own devices and in
/// their own time. Each device gathers the signatures by itself; when the rules of the kind are met it lets the effect happen in the
/// transaction that keeps the last signature.
/// <code>
/// Propose ─ Proposal ─▶ PaperIntake ─▶ Sign ─ Countersignature ─▶ PaperIntake ─▶ IPaperEffect.Complete (on every signer's device)
/// </code>
/// </summary>
internal sealed class PaperDesk(DeviceSession session)
{
    /// <summary>The most papers of one proposer that wait for signatures.</summary>
    internal const int MaxOpen = 64;

    private readonly PaperShelf _shelf = new(session);
    private readonly PaperPost _post = new(session);
    private readonly AddressBook _book = new(session);

    /// <summary>Signs a draft as its first signer, keeps it and sends it to everybody whose signature could count.</summary>
    /// <returns>The paper, complete already when the own signature was enough.</returns>
    /// <exception cref="DialogueException">It was not proposed.</exception>
    internal Paper Propose(StoreWriter writer, PaperDraft draft)
    {
        var effect = Effect(draft.Kind);
        var paper = new Paper(draft.Kind, draft.Objects, session.OwnKey, session.Now)
        {
            Note = draft.Note,
            Checklist = draft.Checklist,
            Contacts = draft.About,
        };
        Require(effect, paper);
        if (_shelf.OpenCount(session.OwnKey) >= MaxOpen)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, $"{MaxOpen} papers of yours wait for signatures already", "withdraw what is no longer needed; see 'dialogue papers'");
        }

        var signers = effect.Signers(paper);
        var contacts = draft.About.Append(_book.Own).Concat(signers.Select(_book.Find).OfType<Contact>());
        paper = SignParts(effect, paper) with { Contacts = [.. contacts.DistinctBy(one => one.Device).Take(Proposal.MaxContacts)] };
        _shelf.Prune(writer);
        var settled = PaperShelf.Settle(writer, effect, paper);
        if (settled.State == PaperState.Open)
        {
            _post.Write(writer, paper, LetterKind.Proposal, paper.ToProposal().Encode(), signers);
        }

        return settled;
    }

    /// <summary>Signs a paper that came, and tells all its signers.</summary>
    /// <exception cref="DialogueException">It cannot be signed here or now.</exception>
    internal Paper Sign(StoreWriter writer, string paperId)
    {
        var paper = RequireOpen(_shelf.Named(paperId));
        var effect = Effect(paper.Kind);
        if (paper.IsSignedBy(session.OwnKey))
        {
            throw new DialogueException(DialogueError.NotAllowed, "this device has signed it already", "see who is missing with 'dialogue paper'");
        }

        Require(effect, paper);
        var mine = new Countersignature(paper.Id, [.. paper.Objects.Select(part => part.SignBy(session.Device.DeviceSeed))]);
        var signed = SignParts(effect, paper);
        _post.Write(writer, signed, LetterKind.Countersignature, mine.Encode(), [paper.Proposer, .. effect.Signers(paper)]);
        return PaperShelf.Settle(writer, effect, signed);
    }

    /// <summary>Says something about a paper to its signers: a question, an answer, an objection, or that the own objection is withdrawn.</summary>
    /// <exception cref="DialogueException">Nothing was said.</exception>
    internal Paper Remark(StoreWriter writer, string paperId, RemarkKind kind, string text)
    {
        var paper = _shelf.Named(paperId);
        var remark = new PaperRemark(session.OwnKey, kind, text, session.Now);
        if (paper.State == PaperState.Withdrawn || PaperRemarks.Check(paper, remark) != PaperRefusal.None)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "this cannot be said about this paper, or was said already", "read it with 'dialogue paper'");
        }

        return Say(writer, paper, remark);
    }

    /// <summary>Takes the own objection back or, where this device proposed the paper and has none, the whole paper.</summary>
    /// <exception cref="DialogueException">There is neither.</exception>
    internal Paper Withdraw(StoreWriter writer, string paperId)
    {
        var paper = _shelf.Named(paperId);
        var objections = paper.OpenObjections.Where(one => one.Sender == session.OwnKey).ToArray();
        if (objections.Length > 0)
        {
            return objections.Aggregate(paper, (current, one) => Say(
                writer, current, new PaperRemark(session.OwnKey, RemarkKind.ObjectionWithdrawn, one.Text, session.Now)));
        }

        if (paper.Proposer != session.OwnKey)
        {
            throw paper.IsSignedBy(session.OwnKey)
                ? new DialogueException(
                    DialogueError.NotAllowed,
                    "a signature that was sent cannot be taken back: whoever has it can still use it",
                    $"ask {_book.NameOf(paper.Proposer, paper.Contacts)}, who proposed it, to withdraw the paper; or object to it")
                : new DialogueException(DialogueError.NotAllowed, "only who proposed a paper can withdraw it", "object to it, or ask who proposed it");
        }

        return Say(writer, RequireOpen(paper), Withdrawal());
    }

    /// <summary>
    /// Ends a paper of this device if it still waits. The own objection to it stays: taken back, it might have been the last thing that
    /// held the paper up, here or where letters come in another order.
    /// </summary>
    internal void TakeBack(StoreWriter writer, ObjectHash id, RemarkKind kind)
    {
        if (_shelf.Find(id) is { State: PaperState.Open } paper && paper.Proposer == session.OwnKey)
        {
            Say(writer, paper, new PaperRemark(session.OwnKey, kind, string.Empty, session.Now));
        }
    }

    private PaperRemark Withdrawal() => new(session.OwnKey, RemarkKind.Withdrawn, string.Empty, session.Now);

    private Paper Say(StoreWriter writer, Paper paper, PaperRemark remark)
    {
        var effect = Effect(paper.Kind);
        foreach (var (device, text) in PaperRemarks.Readers(session, effect, paper, remark))
        {
            _post.Write(writer, paper, LetterKind.Remark, new Remark(paper.Id, remark.Kind, text, remark.Hour).Encode(), [device]);
        }

        return PaperShelf.Settle(writer, effect, PaperRemarks.Add(effect, writer, paper, remark));
    }

    private Paper SignParts(IPaperEffect effect, Paper paper) => paper with
    {
        Objects = [.. paper.Objects.Select(part => effect.HasSay(paper, part, session.OwnKey) ? part.Add([part.SignBy(session.Device.DeviceSeed)]) : part)],
    };

    private void Require(IPaperEffect effect, Paper paper)
    {
        var refusal = effect.Judge(paper);
        if (refusal == PaperRefusal.None && !effect.HasSay(paper, paper.Objects[0], session.OwnKey))
        {
            refusal = PaperRefusal.NotForThisDevice;
        }

        if (refusal != PaperRefusal.None)
        {
            throw new DialogueException(DialogueError.NotAllowed, $"it cannot be signed here: {PaperRefusalWords.Of(refusal)}", "ask an organizer or facilitator of the Charter");
        }

        effect.RequireSignable(paper);
    }

    private Paper RequireOpen(Paper paper) => paper switch
    {
        { State: PaperState.Complete } => throw new DialogueException(
            DialogueError.NotAllowed, "all signatures are there already", "what was decided is changed by another paper"),
        { State: PaperState.Withdrawn } => throw new DialogueException(
            DialogueError.NotAllowed, "it was withdrawn by whoever proposed it", "ask who proposed it"),
        _ when paper.HasLapsed(session.Now) => throw new DialogueException(
            DialogueError.NotAllowed, "it was not signed within 60 days and has lapsed", "propose it again"),
        _ => paper,
    };

    private IPaperEffect Effect(PaperKind kind) => PaperEffects.Find(session, kind)
        ?? throw new DialogueException(DialogueError.NotAllowed, "this version does not handle papers of this kind", "install a newer version");
}
