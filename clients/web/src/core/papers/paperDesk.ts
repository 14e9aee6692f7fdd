import { encodeObject } from '../cbor/objectCodec.ts';
import { countersignatureCodec } from '../trust/countersignature.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { LetterKind } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { maxContacts, proposalCodec } from '../trust/proposal.ts';
import { remarkCodec } from '../trust/remark.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { firstOf, hasLapsed, hasSigned, idOfPaper, openObjections, toProposal, type Paper } from './paper.ts';
import type { PaperDraft } from './paperDraft.ts';
import type { PaperEffect } from './paperEffect.ts';
import { findEffect } from './paperEffects.ts';
import { PaperFailure } from './paperFailure.ts';
import { PaperIntake } from './paperIntake.ts';
import { PaperPost } from './paperPost.ts';
import { problemOfRefusal } from './paperRefusalWords.ts';
import type { PaperRemark } from './paperRemark.ts';
import { paperRemarks } from './paperRemarks.ts';
import { maxOpenPapers, PaperShelf } from './paperShelf.ts';
import type { PaperWorld } from './paperWorld.ts';

/**
 * Everything that several people sign goes over this desk: somebody proposes, others sign, ask or object on their own devices and in
 * their own time. Each device gathers the signatures by itself; when the rules of the kind are met it lets the effect happen in the
 * transaction that keeps the last signature.
 *
 *     propose ─ Proposal ─▶ PaperIntake ─▶ sign ─ Countersignature ─▶ PaperIntake ─▶ PaperEffect.complete (on every signer's device)
 */
export class PaperDesk {
    readonly #world: PaperWorld;
    readonly #shelf: PaperShelf;
    readonly #post: PaperPost;

    constructor(world: PaperWorld) {
        this.#world = world;
        this.#shelf = new PaperShelf(world.turn);
        this.#post = new PaperPost(world);
    }

    /**
     * Signs a draft as its first signer, keeps it and sends it to everybody whose signature could count. The paper, complete already when
     * the own signature was enough.
     * @throws PaperFailure when it was not proposed.
     */
    async propose(draft: PaperDraft): Promise<Paper> {
        const { turn, book } = this.#world;
        const effect = await findEffect(this.#world, draft);
        const { kind, objects, note, checklist, about } = draft;
        const drawn: Paper = {
            kind,
            objects,
            proposer: turn.ownKey,
            hour: turn.hour(),
            note,
            state: 'open',
            contacts: about,
            checklist,
            remarks: [],
        };
        await this.#require(effect, drawn);
        if ((await this.#shelf.openCount(turn.ownKey)) >= maxOpenPapers) throw new PaperFailure('paper-too-many');
        const signers = effect.signers(drawn);
        const known = await Promise.all(signers.map((device) => book.find(device)));
        const contacts = [...about, book.own, ...known.filter((one) => one !== undefined)];
        const distinct = contacts.filter((one, i) => contacts.findIndex(({ device }) => device === one.device) === i);
        const paper = { ...(await this.#signParts(effect, drawn)), contacts: distinct.slice(0, maxContacts) };
        await this.#shelf.prune();
        const settled = await this.#settle(effect, paper);
        if (settled.state === 'open') {
            await this.#post.write(paper, LetterKind.proposal, encodeObject(proposalCodec, toProposal(paper)), signers);
        }
        return settled;
    }

    /** Signs a paper that came, and tells all its signers. @throws PaperFailure when it cannot be signed here or now. */
    async sign(id: ObjectHash): Promise<Paper> {
        const { turn } = this.#world;
        const paper = this.#open(await this.#find(id));
        const effect = await findEffect(this.#world, paper);
        if (hasSigned(paper, turn.ownKey)) throw new PaperFailure('paper-signed');
        await this.#require(effect, paper);
        const signatures = await Promise.all(paper.objects.map((part) => part.signBy(turn.device.deviceSeed)));
        const mine = encodeObject(countersignatureCodec, { paper: id, signatures });
        const signed = await this.#signParts(effect, paper);
        await this.#post.write(signed, LetterKind.countersignature, mine, [paper.proposer, ...effect.signers(paper)]);
        return this.#settle(effect, signed);
    }

    /**
     * Says something about a paper to its signers: a question, an answer, an objection, or that the own objection is withdrawn.
     * @throws PaperFailure when nothing was said.
     */
    async remark(id: ObjectHash, kind: RemarkKind, text: string): Promise<Paper> {
        const paper = await this.#find(id);
        const remark = this.#own(kind, text);
        const canBeSaid = paper.state !== 'withdrawn' && paperRemarks.check(paper, remark) === 'none';
        if (!canBeSaid) throw new PaperFailure('remark-refused');
        return this.#say(paper, remark);
    }

    /**
     * Takes the own objection back or, where this device proposed the paper and has none, the whole paper.
     * @throws PaperFailure when there is neither.
     */
    async withdraw(id: ObjectHash): Promise<Paper> {
        const { ownKey } = this.#world.turn;
        let paper = await this.#find(id);
        const objections = openObjections(paper).filter(({ sender }) => sender === ownKey);
        for (const { text } of objections) paper = await this.#say(paper, this.#own(RemarkKind.objectionWithdrawn, text));
        if (objections.length > 0) return paper;
        // Whoever has a signature that was sent can still use it.
        if (paper.proposer !== ownKey) throw new PaperFailure(hasSigned(paper, ownKey) ? 'signature-sent' : 'not-allowed');
        return this.#say(this.#open(paper), this.#own(RemarkKind.withdrawn, ''));
    }

    /**
     * Ends a paper of this device if it still waits. The own objection to it stays: taken back, it might have been the last thing that
     * held the paper up, here or where letters come in another order.
     */
    async takeBack(id: ObjectHash, kind: RemarkKind): Promise<void> {
        const paper = await this.#shelf.find(id);
        if (paper?.state === 'open' && paper.proposer === this.#world.turn.ownKey) {
            await this.#say(paper, this.#own(kind, ''));
        }
    }

    /** What became complete may be what letters that came early waited for. */
    async #settle(effect: PaperEffect, paper: Paper): Promise<Paper> {
        const settled = await this.#shelf.settle(effect, paper);
        if (settled.state === 'complete') await new PaperIntake(this.#world).retry();
        return settled;
    }

    async #say(paper: Paper, remark: PaperRemark): Promise<Paper> {
        const effect = await findEffect(this.#world, paper);
        const { kind, hour } = remark;
        for (const { device, text } of paperRemarks.readers(this.#world.turn.charters, effect, paper, remark)) {
            const body = encodeObject(remarkCodec, { paper: idOfPaper(paper), kind, text, hour });
            await this.#post.write(paper, LetterKind.remark, body, [device]);
        }
        return this.#shelf.settle(effect, await paperRemarks.add(effect, paper, remark));
    }

    #own(kind: RemarkKind, text: string): PaperRemark {
        const { turn } = this.#world;
        return { sender: turn.ownKey, kind, text, hour: turn.hour() };
    }

    async #signParts(effect: PaperEffect, paper: Paper): Promise<Paper> {
        const { ownKey, device } = this.#world.turn;
        const objects = await Promise.all(
            paper.objects.map(async (part) =>
                effect.hasSay(paper, part, ownKey) ? part.add([await part.signBy(device.deviceSeed)]) : part,
            ),
        );
        return { ...paper, objects };
    }

    async #require(effect: PaperEffect, paper: Paper): Promise<void> {
        const refusal = await effect.judge(paper);
        if (refusal !== 'none') throw new PaperFailure(problemOfRefusal(refusal));
        if (!hasSayIn(effect, paper, this.#world.turn.ownKey)) throw new PaperFailure('paper-not-for-this-device');
        await effect.requireSignable(paper);
    }

    #open(paper: Paper): Paper {
        if (paper.state === 'complete') throw new PaperFailure('paper-complete');
        if (paper.state === 'withdrawn') throw new PaperFailure('paper-withdrawn');
        if (hasLapsed(paper, this.#world.turn.hour())) throw new PaperFailure('paper-lapsed');
        return paper;
    }

    async #find(id: ObjectHash): Promise<Paper> {
        const paper = await this.#shelf.find(id);
        if (paper === undefined) throw new PaperFailure('not-found');
        return paper;
    }
}

function hasSayIn(effect: PaperEffect, paper: Paper, device: DeviceKey): boolean {
    return effect.hasSay(paper, firstOf(paper), device);
}
