import { decodeCoSigned } from '../cbor/coSigned.ts';
import { channelStateRecord, type ChannelState } from '../channels/channelState.ts';
import { profilesOf } from '../channels/profiles.ts';
import { presences } from '../revocations/presences.ts';
import type { StoreReader } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { admissionCodec, idOfAdmission } from '../trust/admission.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { NamedDevice } from './namedDevice.ts';
import { PeopleDirectory } from './peopleDirectory.ts';

/**
 * Every other device that this one knows: those that stand in its channels first, for names and admissions there are what all see, then
 * those of the people it admitted or was told of. Each device once.
 */
export async function knownDevices(reader: StoreReader, own: DeviceKey): Promise<readonly NamedDevice[]> {
    const known = new Map<DeviceKey, NamedDevice>();
    for (const one of [...(await devicesInChannels(reader)), ...(await PeopleDirectory.read(reader)).all]) {
        const { device } = one.admission.body;
        if (device !== own && !known.has(device)) known.set(device, one);
    }
    return [...known.values()];
}

/** Every device that stands in one of this device's channels, once for each channel. */
export async function devicesInChannels(reader: StoreReader): Promise<readonly NamedDevice[]> {
    const found: NamedDevice[] = [];
    for (const { value } of await reader.list(bucket.channels)) {
        const state = channelStateRecord.decode(value);
        if (state.phase !== 'removed') found.push(...(await membersOf(reader, state)));
    }
    return found;
}

/** Who stands there is noted with every commit, so that no group has to be opened. */
async function membersOf(reader: StoreReader, state: ChannelState): Promise<readonly NamedDevice[]> {
    const profiles = new Map(profilesOf(state).map(({ body }) => [body.admission, body]));
    const standing = (await presences.all(reader, state.id)).filter(({ until }) => until === 0);
    return standing.map((presence) => {
        const admission = decodeCoSigned(admissionCodec, presence.admission);
        const profile = profiles.get(idOfAdmission(admission));
        return { name: profile?.name ?? '', admission, card: profile?.card };
    });
}
