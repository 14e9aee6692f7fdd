import { vettingView } from '../admissions/vettingWords.ts';
import { findOfficer } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { roleList } from '../trust/roleWords.ts';
import { timeOf } from '../trust/unixHour.ts';
import { partyView } from './admissionWords.ts';
import { firstOf, hasLapsed, hasSigned, idOfPaper, isWaiting, openObjections, signersOf, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import { findEffect } from './paperEffects.ts';
import type { PaperRefusal } from './paperRefusal.ts';
import { PaperShelf } from './paperShelf.ts';
import type { PaperWorld } from './paperWorld.ts';
import { remarkWord } from './remarkWords.ts';
import type { PaperDetails, PaperStateView, PaperView, RemarkView, SignerView } from './views.ts';

const kinds: Readonly<Record<PaperKind, PaperView['kind']>> = {
    [PaperKind.charter]: 'charter',
    [PaperKind.admission]: 'admission',
    [PaperKind.removalOrder]: 'removal',
    [PaperKind.revocation]: 'revocation',
};

/** Shows papers as people read them. */
export class PaperReader {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /** Every paper that is kept, the newest last. */
    async all(): Promise<readonly PaperView[]> {
        const views: PaperView[] = [];
        for (const paper of await new PaperShelf(this.#world.turn).all()) views.push((await this.details(paper)).paper);
        return views;
    }

    /** All of one paper. */
    async details(paper: Paper): Promise<PaperDetails> {
        const effect = await findEffect(this.#world, paper);
        const { about, terms, notBefore } = await effect.describe(paper);
        const judged = paper.state === 'open' ? await effect.judge(paper) : 'none';
        const remarks: RemarkView[] = [];
        for (const { sender, kind, text, hour } of paper.remarks) {
            remarks.push({ from: await this.person(sender, paper), kind: remarkWord(kind), text, at: timeOf(hour) });
        }
        const view: PaperView = {
            id: idOfPaper(paper),
            kind: kinds[paper.kind],
            about,
            what: terms.type,
            from: await this.person(paper.proposer, paper),
            at: timeOf(paper.hour),
            signed: await this.#people(signersOf(paper), paper),
            missing: paper.state === 'open' ? await this.#people(effect.missing(paper), paper) : [],
            notBefore: notBefore && timeOf(notBefore),
            objections: openObjections(paper).length,
            state: this.#stateOf(paper, judged),
            can: this.#can(effect, paper, judged),
        };
        return { paper: view, terms, note: paper.note, vetting: paper.checklist && vettingView(paper.checklist), remarks };
    }

    /** Somebody who signs, or says something. */
    async person(device: DeviceKey, paper: Paper): Promise<SignerView> {
        const { turn, book } = this.#world;
        const head = turn.charters?.head;
        const officer = head && findOfficer(head, device);
        return {
            device,
            name: await book.nameOf(device, paper.contacts),
            party: head && officer && partyView(head, officer.party),
            roles: officer === undefined ? [] : roleList(officer.roles),
            own: device === turn.ownKey,
        };
    }

    /** Whose signature a paper waits for. */
    async missing(paper: Paper): Promise<readonly SignerView[]> {
        const effect = await findEffect(this.#world, paper);
        return paper.state === 'open' ? this.#people(effect.missing(paper), paper) : [];
    }

    async #people(devices: readonly DeviceKey[], paper: Paper): Promise<readonly SignerView[]> {
        return Promise.all(devices.map((device) => this.person(device, paper)));
    }

    #stateOf(paper: Paper, judged: PaperRefusal): PaperStateView {
        if (hasLapsed(paper, this.#world.turn.hour())) return 'lapsed';
        return judged === 'olderCharter' ? 'older-charter' : paper.state;
    }

    #can(effect: PaperEffect, paper: Paper, judged: PaperRefusal): PaperView['can'] {
        const { ownKey } = this.#world.turn;
        const isOpen = isWaiting(paper, this.#world.turn.hour());
        const hasOwnObjection = openObjections(paper).some(({ sender }) => sender === ownKey);
        const isOwnPaper = isOpen && paper.proposer === ownKey;
        const hasSay = effect.hasSay(paper, firstOf(paper), ownKey);
        return {
            sign: isOpen && hasSay && judged === 'none' && !hasSigned(paper, ownKey),
            withdraw: hasOwnObjection ? 'objection' : isOwnPaper ? 'paper' : undefined,
            say: paper.state !== 'withdrawn' && (hasSay || paper.proposer === ownKey),
        };
    }
}
