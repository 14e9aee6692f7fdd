import { bytesOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { idOfPaper, isWaiting, openObjections, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import { readPaper, storedOf, storedPaperRecord } from './storedPaper.ts';

/** The most papers of one proposer that wait for signatures. */
export const maxOpenPapers = 64;

/** The most papers of one proposer that are kept, whatever became of them. */
const maxKept = 512;

/** Longer than a proposal is accepted after its hour: what is forgotten here cannot be proposed again by repeating letters. */
const keptHours = 90 * 24;

/** Whether further signatures have an effect. */
export function takesSignatures(effect: PaperEffect, { state }: Paper): boolean {
    return state === 'open' || (state === 'withdrawn' && effect.outlivesWithdrawal);
}

/** The papers of this device, and the one place where a paper becomes complete. */
export class PaperShelf {
    readonly #turn: DeviceTurn;

    constructor(turn: DeviceTurn) {
        this.#turn = turn;
    }

    /** All of them, in the order in which they came. */
    async all(): Promise<readonly Paper[]> {
        return (await this.#turn.writer.list(bucket.papers)).map(({ value }) => readPaper(storedPaperRecord.decode(value)));
    }

    /** The paper of an id. */
    async find(id: ObjectHash): Promise<Paper | undefined> {
        const stored = await this.#turn.writer.get(bucket.papers, bytesOf(id));
        return stored && readPaper(storedPaperRecord.decode(stored));
    }

    /** The paper that an admission was signed as. */
    async ofAdmission(admission: ObjectHash): Promise<Paper | undefined> {
        return (await this.all()).find(({ objects }) => objects.some(({ id }) => id === admission));
    }

    /** How many papers of a proposer wait for signatures. */
    async openCount(proposer: DeviceKey): Promise<number> {
        return this.#waiting(await this.#of(proposer));
    }

    /** Whether a proposer has reached what is kept of one. */
    async isFull(proposer: DeviceKey): Promise<boolean> {
        const papers = await this.#of(proposer);
        return this.#waiting(papers) >= maxOpenPapers || papers.length >= maxKept;
    }

    /** Keeps a paper. When its signatures are there and nothing holds it back, its effect happens now, in this transaction. */
    async settle(effect: PaperEffect, paper: Paper): Promise<Paper> {
        const isHeldBack = effect.waitsForObjections && openObjections(paper).length > 0;
        const isDone = takesSignatures(effect, paper) && !isHeldBack && (await effect.isMet(paper));
        const settled: Paper = isDone ? { ...paper, state: 'complete' } : paper;
        storedPaperRecord.put(this.#turn.writer, bucket.papers, bytesOf(idOfPaper(settled)), storedOf(settled));
        if (isDone) await effect.complete(settled);
        return settled;
    }

    /** Forgets what is over for long. An open objection keeps its paper: it still stops additions. */
    async prune(): Promise<void> {
        for (const paper of await this.all()) {
            const isOver = this.#turn.hour() >= hoursAfter(paper.hour, keptHours) && openObjections(paper).length === 0;
            if (isOver) this.#turn.writer.delete(bucket.papers, bytesOf(idOfPaper(paper)));
        }
    }

    #waiting(papers: readonly Paper[]): number {
        return papers.filter((paper) => isWaiting(paper, this.#turn.hour())).length;
    }

    async #of(proposer: DeviceKey): Promise<readonly Paper[]> {
        return (await this.all()).filter((paper) => paper.proposer === proposer);
    }
}
