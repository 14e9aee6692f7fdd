import { encodeCoSigned } from '../cbor/coSigned.ts';
import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { admissionCodec } from '../trust/admission.ts';
import { deviceOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import { storedPresenceRecord, type StoredPresence } from './storedPresence.ts';

const never = unixHour(0);

type Change = { readonly hour: UnixHour; readonly before: readonly RosterLeaf[]; readonly after: readonly RosterLeaf[] };

/** Notes who came into a channel and who went, by device. */
export const presences = {
    /** After a commit. */
    async note(writer: StoreWriter, channel: Opaque, { hour, before, after }: Change): Promise<void> {
        for (const credential of without(after, before)) {
            // Who comes back could read what was before, too.
            const from = (await find(writer, channel, credential))?.from ?? hour;
            put(writer, channel, credential, { from, until: never });
        }
        for (const credential of without(before, after)) {
            const from = (await find(writer, channel, credential))?.from ?? never;
            put(writer, channel, credential, { from, until: hour });
        }
    },

    /** On entering: everybody was there before. */
    noteAll(writer: StoreWriter, channel: Opaque, roster: readonly RosterLeaf[]): void {
        for (const { credential } of roster) put(writer, channel, credential, { from: never, until: never });
    },

    /** Everybody who stood in a channel while this device did. */
    async all(reader: StoreReader, channel: Opaque): Promise<readonly StoredPresence[]> {
        return (await reader.list(bucket.presences(bytesOf(channel)))).map(({ value }) => storedPresenceRecord.decode(value));
    },
};

async function find(reader: StoreReader, channel: Opaque, credential: DeviceCredential): Promise<StoredPresence | undefined> {
    const stored = await reader.get(bucket.presences(bytesOf(channel)), bytesOf(deviceOf(credential)));
    return stored && storedPresenceRecord.decode(stored);
}

function put(writer: StoreWriter, channel: Opaque, credential: DeviceCredential, time: Pick<StoredPresence, 'from' | 'until'>): void {
    const presence = { admission: encodeCoSigned(admissionCodec, credential.admission), ...time };
    storedPresenceRecord.put(writer, bucket.presences(bytesOf(channel)), bytesOf(deviceOf(credential)), presence);
}

function without(these: readonly RosterLeaf[], those: readonly RosterLeaf[]): readonly DeviceCredential[] {
    const known = new Set(those.map(({ credential }) => deviceOf(credential)));
    return these.map(({ credential }) => credential).filter((credential) => !known.has(deviceOf(credential)));
}
