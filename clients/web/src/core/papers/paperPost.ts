import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { MlsException } from '../mls/mlsException.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { LetterKind } from '../trust/letter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
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
            if (!(await this.tryWrite(kind, body, card))) turn.alarm('mailbox-unknown');
        }
    }

    /** One letter, if there is a mailbox that can take it. */
    async tryWrite(kind: LetterKind, body: Uint8Array, to: MailboxCard | undefined): Promise<boolean> {
        if (to === undefined) return false;
        try {
            await this.#world.turn.send(kind, to, body);
            return true;
        } catch (refused) {
            // A card that somebody passed on may hold no mailbox of this relay, or a key that is none.
            if (refused instanceof MalformedObjectException || refused instanceof MlsException) return false;
            throw refused;
        }
    }
}
