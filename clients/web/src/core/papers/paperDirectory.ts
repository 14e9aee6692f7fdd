import type { CoSigned } from '../cbor/coSigned.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { CutDesk, type Cut } from '../revocations/cutDesk.ts';
import { revocationIn } from '../revocations/revocationEffect.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { DeviceTurn } from '../sync/deviceTurn.ts';
import type { Letter } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { RemarkKind } from '../trust/remarkKind.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { idOfPaper, type Paper } from './paper.ts';
import { PaperDesk } from './paperDesk.ts';
import { PaperFailure } from './paperFailure.ts';
import { PaperIntake } from './paperIntake.ts';
import { PaperObject } from './paperObject.ts';
import { PaperReader } from './paperReader.ts';
import { PaperShelf } from './paperShelf.ts';
import { paperWorld, type PaperFounding, type PaperWorld } from './paperWorld.ts';
import type { CutView, PaperDetails, PaperView } from './views.ts';

const textCharacters = 1000;

/** The list of papers changed. */
export type PaperNews = { readonly news: 'papers'; readonly papers: readonly PaperView[] };

/** What this device does with papers, for whoever shows them; each step is one transaction. */
export class PaperDirectory {
    readonly #session: DeviceSession;
    readonly #founding: PaperFounding;
    readonly #tell: (news: PaperNews) => void;
    #isTold = true;

    /** `tell` gets the list whenever it changed. */
    constructor(session: DeviceSession, founding: PaperFounding, tell: (news: PaperNews) => void) {
        this.#session = session;
        this.#founding = founding;
        this.#tell = tell;
    }

    /** Every paper that is kept, the newest last. */
    papers(): Promise<readonly PaperView[]> {
        return this.#read((world) => new PaperReader(world).all());
    }

    /** All of one paper. @throws PaperFailure when there is none. */
    paper(id: ObjectHash): Promise<PaperDetails> {
        return this.#read(async (world) => {
            const paper = await new PaperShelf(world.turn).find(id);
            if (paper === undefined) throw new PaperFailure('not-found');
            return new PaperReader(world).details(paper);
        });
    }

    /** Signs a paper, and tells all its signers. @throws PaperFailure when it cannot be signed here or now. */
    sign(id: ObjectHash): Promise<PaperDetails> {
        return this.#act((world) => new PaperDesk(world).sign(id));
    }

    /** Says something about a paper to its signers. @throws PaperFailure when nothing was said. */
    say(id: ObjectHash, kind: RemarkKind, typed: string): Promise<PaperDetails> {
        return this.#act((world) => new PaperDesk(world).remark(id, kind, acceptable(typed)));
    }

    /** Takes the own objection back or, where there is none, the own paper. @throws PaperFailure when there is neither. */
    withdraw(id: ObjectHash): Promise<PaperDetails> {
        return this.#act((world) => new PaperDesk(world).withdraw(id));
    }

    /** Proposes to cut somebody off, or signs what waits and says the same. @throws PaperFailure when neither was done. */
    async cut({ reason, ...whom }: Cut): Promise<CutView> {
        return this.#write(async (world) => {
            const paper = await new CutDesk(world).cut({ ...whom, reason: reason === '' ? '' : acceptable(reason) });
            const { about } = (await new PaperReader(world).details(paper)).paper;
            return {
                paper: idOfPaper(paper),
                name: about,
                device: revocationIn(paper).body.target.body.device,
                wholePerson: whom.wholePerson,
                done: paper.state === 'complete',
                missing: await new PaperReader(world).missing(paper),
            };
        });
    }

    /** Asks the quorum for its signatures under orders to remove somebody; the paper's id. @throws PaperFailure when nothing was proposed. */
    remove(orders: readonly CoSigned<RemovalOrder>[]): Promise<ObjectHash> {
        const objects = orders.map((order) => PaperObject.of(removalOrderCodec, order));
        const draft = { kind: PaperKind.removalOrder, objects, about: [], note: '', checklist: undefined };
        return this.#write(async (world) => idOfPaper(await new PaperDesk(world).propose(draft)));
    }

    /** A letter about a paper came. @throws MalformedObjectException when it has no effect; an alarm says why. */
    async received(turn: DeviceTurn, letter: Letter): Promise<void> {
        this.#isTold = false;
        await new PaperIntake(this.world(turn)).received(letter);
    }

    /** Tells the list if something came since it was told. */
    async tellNew(): Promise<void> {
        if (this.#isTold) return;
        this.#isTold = true;
        this.#tell({ news: 'papers', papers: await this.papers() });
    }

    /** Papers in a transaction of somebody else. */
    world(turn: DeviceTurn): PaperWorld {
        return paperWorld(turn, this.#founding);
    }

    /** The papers were changed by somebody else, who proposed one. */
    changed(): Promise<void> {
        this.#isTold = false;
        return this.tellNew();
    }

    #read<T>(body: (world: PaperWorld) => Promise<T>): Promise<T> {
        return DeviceTurn.take(this.#session, (turn) => body(this.world(turn)));
    }

    #act(step: (world: PaperWorld) => Promise<Paper>): Promise<PaperDetails> {
        return this.#write(async (world) => new PaperReader(world).details(await step(world)));
    }

    async #write<T>(body: (world: PaperWorld) => Promise<T>): Promise<T> {
        this.#session.pass('before-paper-persist');
        const result = await this.#read(body);
        this.#session.pass('after-paper-persist');
        this.#session.doorbell.ring();
        await this.changed();
        return result;
    }
}

/** What people type, in NFC. Lone surrogates would not survive UTF-8; better refused than changed. */
function acceptable(typed: string): string {
    const text = typed.normalize('NFC').trim();
    const isText = text !== '' && text.length <= textCharacters && !/\p{Surrogate}/u.test(text);
    if (!isText) throw new PaperFailure('text-too-long');
    return text;
}
