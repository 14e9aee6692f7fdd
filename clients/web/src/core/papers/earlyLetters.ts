import { sha256 } from '@noble/hashes/sha2.js';
import { concat, type Bytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { hour, opaque } from '../channels/recordFields.ts';
import { bucket } from '../sync/bucket.ts';
import { localRecord } from '../sync/localRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { bytes, choice, record, type Of } from '../wire/jsonRecord.ts';
import type { PaperWorld } from './paperWorld.ts';

/** A letter about a paper that has not come yet, or under a Charter that has not: letters of several senders come in any order. */
export type EarlyLetter = Of<typeof shape>;

const shape = record({
    kind: choice(LetterKind),
    sender: opaque<DeviceKey>(),
    body: bytes,
    /** When it came. */
    hour,
});

const earlyLetterRecord = localRecord(shape);

const maxOfASender = 16;
const waitHours = 60 * 24;

/**
 * Letters that came before what they are about. Only known devices are kept waiting, and only few of each: anybody with a drop token can
 * send letters.
 */
export class EarlyLetters {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /** Keeps a letter to be looked at again; whether there was room for it. */
    async keep({ kind, sender, body }: Pick<Letter, 'kind' | 'sender' | 'body'>): Promise<boolean> {
        const { turn, book } = this.#world;
        // Founders have no Charter yet that would say whom they may hear.
        if (turn.charters !== undefined && !(await book.isKnown(sender))) return false;
        if ((await this.all()).filter(({ letter }) => letter.sender === sender).length >= maxOfASender) return false;
        const key = sha256(concat(Uint8Array.of(kind), bytesOf(sender), body));
        earlyLetterRecord.put(turn.writer, bucket.earlyLetters, key, { kind, sender, body, hour: turn.hour() });
        return true;
    }

    /** Those that wait, in the order in which they came. */
    async all(): Promise<readonly { readonly key: Bytes; readonly letter: EarlyLetter }[]> {
        const stored = await this.#world.turn.writer.list(bucket.earlyLetters);
        return stored.map(({ key, value }) => ({ key, letter: earlyLetterRecord.decode(value) }));
    }

    /** Whether one has waited longer than letters wait at the relay. */
    isOver(letter: EarlyLetter): boolean {
        return this.#world.turn.hour() >= hoursAfter(letter.hour, waitHours);
    }
}
