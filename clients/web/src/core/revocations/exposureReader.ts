import { decodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import type { ChannelState } from '../channels/channelState.ts';
import { namesOf } from '../channels/profiles.ts';
import { policyOf } from '../channels/stateReader.ts';
import type { ExposureView } from '../channels/views.ts';
import { revocationCovers } from '../content/revocation.ts';
import type { Store } from '../storage/store.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { timeOf, type UnixHour } from '../trust/unixHour.ts';
import { KnownCuts } from './knownCuts.ts';
import { presences } from './presences.ts';
import type { StoredPresence } from './storedPresence.ts';

/** What devices that were cut off could read, channel by channel, as far as this device saw it. */
export async function readExposure(store: Store, own: DeviceKey, channels: readonly ChannelState[]): Promise<readonly ExposureView[]> {
    const { revocations } = await KnownCuts.read(store);
    const views: ExposureView[] = [];
    for (const state of channels) {
        for (const presence of await presences.all(store, state.id)) {
            const admission = decodeCoSigned(admissionCodec, presence.admission);
            const isCutOff = revocations.some(({ body }) => revocationCovers(body, admission.body));
            if (isCutOff && admission.body.device !== own) views.push(view(state, presence, admission));
        }
    }
    return views;
}

function view(state: ChannelState, { from, until }: StoredPresence, admission: CoSigned<Admission>): ExposureView {
    return {
        channel: policyOf(state)?.policy.body.title ?? '',
        name: namesOf(state).get(idOfAdmission(admission)) ?? '',
        device: admission.body.device,
        from: timeIf(from),
        until: timeIf(until),
    };
}

function timeIf(hour: UnixHour): number | undefined {
    return hour === 0 ? undefined : timeOf(hour);
}
