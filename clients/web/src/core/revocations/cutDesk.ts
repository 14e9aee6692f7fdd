import { knownDevices } from '../admissions/deviceDirectory.ts';
import type { NamedDevice } from '../admissions/namedDevice.ts';
import { revocationCodec } from '../content/revocation.ts';
import { hasSigned, idOfPaper, isWaiting, type Paper } from '../papers/paper.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import type { PaperDraft } from '../papers/paperDraft.ts';
import { PaperFailure } from '../papers/paperFailure.ts';
import { PaperObject } from '../papers/paperObject.ts';
import { PaperShelf } from '../papers/paperShelf.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { revocationIn } from './revocationEffect.ts';

/** Whom to cut off. */
export type Cut = {
    /** The device, or one of the person's. */
    readonly device: DeviceKey;
    /** Whether all devices of the person are meant. */
    readonly wholePerson: boolean;
    /** For the signers. */
    readonly reason: string;
};

/**
 * Cuts somebody off: the first who says so proposes the revocation and signs it, the second who says the same signs that one. Nobody has
 * to know who was first.
 */
export class CutDesk {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /** Proposes the revocation, or signs the one that waits. @throws PaperFailure when neither was done. */
    async cut({ device, wholePerson, reason }: Cut): Promise<Paper> {
        const { turn } = this.#world;
        const target = (await knownDevices(turn.writer, turn.ownKey)).find(({ admission }) => admission.body.device === device);
        if (target === undefined) throw new PaperFailure('not-found');
        const waiting = await this.#waiting(target, wholePerson);
        const desk = new PaperDesk(this.#world);
        if (waiting === undefined) return desk.propose(this.#draft(target, wholePerson, reason));
        return hasSigned(waiting, turn.ownKey) ? waiting : desk.sign(idOfPaper(waiting));
    }

    /** An open paper that says the same. */
    async #waiting({ admission }: NamedDevice, wholePerson: boolean): Promise<Paper | undefined> {
        const { turn } = this.#world;
        const { device, person } = admission.body;
        return (await new PaperShelf(turn).all()).find((paper) => {
            if (paper.kind !== PaperKind.revocation || !isWaiting(paper, turn.hour())) return false;
            const { body } = revocationIn(paper);
            const target = body.target.body;
            const isSame = wholePerson ? target.person === person : target.device === device;
            return body.charter === turn.charters?.headId && body.wholePerson === wholePerson && isSame;
        });
    }

    #draft({ name, admission, card }: NamedDevice, wholePerson: boolean, reason: string): PaperDraft {
        const { charters } = this.#world.turn;
        if (charters === undefined) throw new PaperFailure('not-ready');
        const { dialogue, headId: charter } = charters;
        const body = { dialogue, charter, target: admission, wholePerson, hour: this.#world.turn.hour() };
        return {
            kind: PaperKind.revocation,
            objects: [PaperObject.of(revocationCodec, { body, signatures: [] })],
            about: card !== undefined && name !== '' ? [{ device: admission.body.device, card, name }] : [],
            note: reason,
            checklist: undefined,
        };
    }
}
