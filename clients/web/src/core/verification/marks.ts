import { bytesOf } from '../cbor/opaque.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import type { StoreReader, StoreWriter, Store } from '../storage/store.ts';
import type { Alarm } from '../sync/alarm.ts';
import { bucket } from '../sync/bucket.ts';
import { deviceOf, personOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { PersonTag } from '../trust/personTag.ts';
import type { ComparedDevice } from './storedComparison.ts';
import { storedMarkRecord, type StoredMark } from './storedMark.ts';

/** What this device's owner made sure of. */
export type MarkState =
    /** Nothing yet. */
    | 'unverified'
    /** The digits or the code of this device were compared. */
    | 'verified'
    /** The person was verified with another device; this one was not. */
    | 'lost'
    /** It is the own device. */
    | 'self';

/** Whose marks they are. */
type Owner = {
    readonly store: Store;
    readonly ownKey: DeviceKey;
    alarm(alarm: Alarm, channel: undefined): void;
};

/**
 * Who was verified. A mark is of a person with a device key, so a swap for a fresh leaf leaves it; when the person comes with another
 * device key it is lost, and an alarm tells so.
 */
export class Marks {
    readonly #owner: Owner;

    constructor(owner: Owner) {
        this.#owner = owner;
    }

    /** How a device stands. */
    async of(credential: DeviceCredential): Promise<MarkState> {
        const device = deviceOf(credential);
        if (device === this.#owner.ownKey) return 'self';
        const mark = await find(this.#owner.store, personOf(credential));
        if (mark === undefined) return 'unverified';
        return mark.devices.includes(device) ? 'verified' : 'lost';
    }

    /** How a verified device was compared, and when. */
    async comparedOf(credential: DeviceCredential): Promise<Comparison | undefined> {
        const mark = await find(this.#owner.store, personOf(credential));
        return mark?.devices.includes(deviceOf(credential)) === true ? { how: mark.how, at: mark.at } : undefined;
    }

    /** How many devices of a roster nobody compared. */
    async countUnverified(roster: readonly RosterLeaf[]): Promise<number> {
        const states = await Promise.all(roster.map(({ credential }) => this.of(credential)));
        return states.filter((state) => state === 'unverified' || state === 'lost').length;
    }

    /** Looks at those who stand in a channel after a change: a verified person with a device that nobody compared loses the mark. */
    async meet(roster: readonly RosterLeaf[]): Promise<void> {
        for (const { credential } of roster) {
            const [person, device] = [personOf(credential), deviceOf(credential)];
            if (device === this.#owner.ownKey) continue;
            const mark = await find(this.#owner.store, person);
            if (mark === undefined || mark.devices.includes(device) || mark.strangers.includes(device)) continue;
            await this.#owner.store.write((writer) => {
                put(writer, person, { ...mark, devices: [], strangers: [...mark.strangers, ...mark.devices, device] });
            });
            this.#owner.alarm('mark-lost', undefined);
        }
    }
}

/** How devices were compared, and when. */
type Comparison = Pick<StoredMark, 'how' | 'at'>;

/** Marks devices that were compared. */
export async function addMarks(writer: StoreWriter, compared: readonly ComparedDevice[], comparison: Comparison): Promise<void> {
    for (const { name, person, device } of compared) {
        const before = (await find(writer, person)) ?? { devices: [], strangers: [] };
        const devices = [...before.devices.filter((one) => one !== device), device];
        put(writer, person, { ...before, ...comparison, name, devices });
    }
}

async function find(reader: StoreReader, person: PersonTag): Promise<StoredMark | undefined> {
    const stored = await reader.get(bucket.marks, bytesOf(person));
    return stored && storedMarkRecord.decode(stored);
}

function put(writer: StoreWriter, person: PersonTag, mark: StoredMark): void {
    storedMarkRecord.put(writer, bucket.marks, bytesOf(person), mark);
}
