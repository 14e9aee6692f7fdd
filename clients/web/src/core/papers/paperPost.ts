import type { DeviceKey } from '../trust/deviceKey.ts';
import type { LetterKind } from '../trust/letter.ts';
import type { Paper } from './paper.ts';
import type { PaperWorld } from './paperWorld.ts';

/** Writes letters about papers to devices whose mailboxes are known, and says whose is not. */
export class PaperPost {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /** One letter to each device but the own. */
    async write(paper: Paper, kind: LetterKind, body: Uint8Array, devices: readonly DeviceKey[]): Promise<void> {
        const { turn, book } = this.#world;
        for (const device of new Set(devices)) {
            if (device === turn.ownKey) continue;
            const card = (await book.cardOf(device)) ?? paper.contacts.find((one) => one.device === device)?.card;
            if (!(await turn.trySend(kind, card, body))) turn.alarm('mailbox-unknown');
        }
    }
}
