import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { bucket } from '../sync/bucket.ts';
import { countersignatureCodec, type Countersignature } from '../trust/countersignature.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { KeySignature } from '../trust/keySignature.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { proposalCodec, type Proposal } from '../trust/proposal.ts';
import { remarkCodec, type Remark } from '../trust/remark.ts';
import { EarlyLetters } from './earlyLetters.ts';
import { idOfPaper, paperOf, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import { findEffect } from './paperEffects.ts';
import { paperJudge } from './paperJudge.ts';
import type { PaperObject } from './paperObject.ts';
import type { PaperRefusal } from './paperRefusal.ts';
import { problemOfRefusal } from './paperRefusalWords.ts';
import { paperRemarks } from './paperRemarks.ts';
import { PaperShelf, takesSignatures } from './paperShelf.ts';
import type { PaperWorld } from './paperWorld.ts';

/** What of a letter counts here. */
type PaperLetter = Pick<Letter, 'kind' | 'sender' | 'body'>;

/**
 * Takes the letters about papers, in whatever order and however often they come. A device acts only on what it can verify; what it
 * refuses it says.
 */
export class PaperIntake {
    readonly #world: PaperWorld;
    readonly #shelf: PaperShelf;
    readonly #early: EarlyLetters;

    constructor(world: PaperWorld) {
        this.#world = world;
        this.#shelf = new PaperShelf(world.turn);
        this.#early = new EarlyLetters(world);
    }

    /**
     * A letter of kind proposal, countersignature or remark came.
     * @throws MalformedObjectException when it has no effect; an alarm says why.
     */
    async received(letter: PaperLetter): Promise<void> {
        const refusal = await this.#take(letter);
        if (refusal === 'tooEarly' && (await this.#early.keep(letter))) return;
        if (refusal !== 'none') {
            this.#world.turn.alarm(problemOfRefusal(refusal));
            throw new MalformedObjectException('a letter about a paper that has no effect');
        }
        await this.retry();
    }

    /** Looks again at what came too early: after a paper came, and after the Charter was amended. */
    async retry(): Promise<void> {
        const { turn } = this.#world;
        for (let isNew = true; isNew;) {
            isNew = false;
            for (const { key, letter } of await this.#early.all()) {
                const refusal = await this.#tryTake(letter);
                if (refusal === 'tooEarly' && !this.#early.isOver(letter)) continue;
                turn.writer.delete(bucket.earlyLetters, key);
                isNew ||= refusal === 'none';
                if (refusal !== 'none' && refusal !== 'tooEarly') turn.alarm(problemOfRefusal(refusal));
            }
        }
    }

    async #tryTake(letter: PaperLetter): Promise<PaperRefusal> {
        try {
            return await this.#take(letter);
        } catch (refused) {
            if (refused instanceof MalformedObjectException) return 'againstTheRules';
            throw refused;
        }
    }

    async #take({ kind, sender, body }: PaperLetter): Promise<PaperRefusal> {
        // A07: the Charter names an officer who was cut off until an amendment, and whoever has the device could go on.
        if ((await PeopleDirectory.read(this.#world.turn.writer)).isCutOff(sender)) return 'cutOff';
        switch (kind) {
            case LetterKind.proposal:
                return this.#takeProposal(sender, decodeObject(proposalCodec, body));
            case LetterKind.countersignature:
                return this.#takeSignatures(sender, decodeObject(countersignatureCodec, body));
            case LetterKind.remark:
                return this.#takeRemark(sender, decodeObject(remarkCodec, body));
            default:
                throw new MalformedObjectException('a letter that is not about a paper');
        }
    }

    async #takeProposal(sender: DeviceKey, proposal: Proposal): Promise<PaperRefusal> {
        const { turn, book } = this.#world;
        const paper = paperOf(proposal, sender);
        const effect = await this.#effect(paper);
        const known = await this.#shelf.find(idOfPaper(paper));
        if (known !== undefined && !hasSameObjects(known, paper)) return 'changed';
        const refusal = await paperJudge.proposed(effect, paper, { ownKey: turn.ownKey, hour: turn.hour() });
        if (refusal !== 'none') return refusal;
        if (known !== undefined) {
            // Somebody else may pass a paper on; it stays the paper of whoever proposed it first.
            const signatures = paper.objects.map((part) => part.signatures);
            await this.#merge(effect, known, signatures);
            return 'none';
        }
        if (await this.#shelf.isFull(sender)) return 'tooMany';
        await book.keep(turn.writer, paper.contacts, sender);
        await this.#shelf.prune();
        await this.#shelf.settle(effect, counted(effect, paper, paper.objects));
        return 'none';
    }

    async #takeSignatures(sender: DeviceKey, { paper: id, signatures }: Countersignature): Promise<PaperRefusal> {
        const paper = await this.#shelf.find(id);
        if (paper === undefined) return 'tooEarly';
        const effect = await this.#effect(paper);
        const refusal = await paperJudge.signed(effect, paper, sender, signatures);
        const each = signatures.map((one) => [one]);
        if (refusal === 'none') await this.#merge(effect, paper, each);
        return refusal;
    }

    async #takeRemark(sender: DeviceKey, { paper: id, kind, text, hour }: Remark): Promise<PaperRefusal> {
        const paper = await this.#shelf.find(id);
        if (paper === undefined) return 'tooEarly';
        const effect = await this.#effect(paper);
        const remark = { sender, kind, text, hour };
        if (paperRemarks.isKnown(paper, remark)) return 'none';
        if (sender !== paper.proposer && !effect.signers(paper).includes(sender)) return 'noSay';
        const refusal = paperRemarks.check(paper, remark);
        if (refusal === 'none') await this.#shelf.settle(effect, await paperRemarks.add(effect, paper, remark));
        return refusal;
    }

    async #merge(effect: PaperEffect, paper: Paper, signatures: readonly (readonly KeySignature[])[]): Promise<void> {
        if (!takesSignatures(effect, paper)) return;
        const parts = paper.objects.map((part, i) => part.add(signatures[i] as readonly KeySignature[]));
        const settled = await this.#shelf.settle(effect, counted(effect, paper, parts));
        await effect.countersigned?.(settled);
    }

    async #effect(paper: Paper): Promise<PaperEffect> {
        return findEffect(this.#world, paper);
    }
}

function hasSameObjects(one: Paper, other: Paper): boolean {
    return one.objects.length === other.objects.length && one.objects.every(({ id }, i) => id === other.objects[i]?.id);
}

/** The paper with those signatures that count: somebody may have a say in one object and none in the next. */
function counted(effect: PaperEffect, paper: Paper, parts: readonly PaperObject[]): Paper {
    const objects = parts.map((part) => part.with(part.signatures.filter(({ signer }) => effect.hasSay(paper, part, signer))));
    return { ...paper, objects };
}
