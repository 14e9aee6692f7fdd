import type { CoSigned } from '../cbor/coSigned.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { ChannelSession } from '../channels/channelSession.ts';
import { channelStateRecord, type ChannelState } from '../channels/channelState.ts';
import type { OpenChannel } from '../channels/openChannel.ts';
import { policyOf } from '../channels/stateReader.ts';
import { admissionNoticeCodec } from '../content/admissionNotice.ts';
import { ChannelKind } from '../content/channelKind.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { Roles } from '../trust/roles.ts';

// Tells the plenaries of whoever was admitted. A facilitator's device does it, as soon as it knows the signatures.

/** Keeps a notice for each plenary this device is in and that has not heard of the admission. */
export async function announceAdmission(
    { admission: own }: DeviceSession,
    writer: StoreWriter,
    admission: CoSigned<Admission>,
    name: string,
): Promise<void> {
    if (own === undefined || (own.body.roles & Roles.facilitator) === 0) return;
    const id = idOfAdmission(admission);
    const notice = encodeObject(admissionNoticeCodec, { type: 'admissionNotice', admission, name });
    for (const { value } of await writer.list(bucket.channels)) {
        const state = channelStateRecord.decode(value);
        if (isOpenPlenary(state) && !state.announced.includes(id)) writer.put(bucket.announcements(bytesOf(state.id)), bytesOf(id), notice);
    }
}

/** Puts what was kept for a channel into its outbox: only who works on the channel writes there. */
export async function enqueueAnnouncements(session: ChannelSession, channel: OpenChannel): Promise<void> {
    const name = bucket.announcements(bytesOf(channel.id));
    const kept = await session.store.list(name);
    for (const { key, value } of kept) {
        const notice = decodeObject(admissionNoticeCodec, value);
        if (!channel.state.announced.includes(idOfAdmission(notice.admission))) await channel.outbox.enqueue(notice, session.now());
        channel.saveBeside((writer) => {
            writer.delete(name, key);
        });
    }
    if (kept.length > 0) await channel.save();
}

function isOpenPlenary(state: ChannelState): boolean {
    return state.phase === 'open' && policyOf(state)?.policy.body.kind === ChannelKind.plenary;
}
