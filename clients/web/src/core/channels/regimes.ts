import { bytesOf } from '../cbor/opaque.ts';
import type { Clearance } from '../content/singleText.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { localRecord } from '../sync/localRecord.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { personOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { Regime } from '../trust/regime.ts';
import { choice, record } from '../wire/jsonRecord.ts';
import type { MessageId } from '../wire/opaqueId.ts';
import type { OpenChannel } from './openChannel.ts';
import { policyOf } from './stateReader.ts';
import { opaque } from './recordFields.ts';
import type { ChannelState } from './channelState.ts';

const regimeRecord = localRecord(record({ message: opaque<MessageId>(), regime: choice(Regime) }));

/** What holds for the messages of a channel whose authors said so. */
export type Regimes = ReadonlyMap<string, Regime>;

/**
 * What may be said outside of single messages. An author may ask for more closeness than the channel's regime when writing; only the
 * author's own clearance, later, goes the other way (C3).
 */
export const regimes = {
    /** Keeps what the author asked for; words are cleared by a clearance alone. */
    asked(channel: OpenChannel, message: MessageId, regime: Regime | undefined): void {
        if (regime !== undefined && regime < Regime.cleared) put(channel, message, regime);
    },

    /** Takes an author's clearance of own words; false when they are another person's. Of words that are not kept here it says nothing. */
    async clear(channel: OpenChannel, author: DeviceCredential, { message }: Clearance): Promise<boolean> {
        const line = await channel.shownLine(message);
        if (line?.kind !== 'text' || line.author === undefined) return true;
        const isOwn = ownAdmissions(channel, author).has(line.author);
        if (isOwn) put(channel, message, Regime.cleared);
        return isOwn;
    },

    /** What authors said in a channel. */
    async in(store: Store, state: ChannelState): Promise<Regimes> {
        const rule = policyOf(state)?.policy.body.regime ?? Regime.held;
        const stored = await store.list(bucket.regimes(bytesOf(state.id)));
        return new Map(
            stored.map(({ value }) => {
                const { message, regime } = regimeRecord.decode(value);
                return [message, regime === Regime.cleared || regime < rule ? regime : rule];
            }),
        );
    },
};

function put(channel: OpenChannel, message: MessageId, regime: Regime): void {
    channel.saveBeside((writer) => {
        regimeRecord.put(writer, bucket.regimes(bytesOf(channel.id)), bytesOf(message), { message, regime });
    });
}

/** A person's devices in the roster, and the earlier ones that a further device was admitted by. */
export function ownAdmissions(channel: OpenChannel, author: DeviceCredential): ReadonlySet<ObjectHash> {
    const members = channel.roster.filter(({ credential }) => personOf(credential) === personOf(author));
    const own = new Set(members.map(({ credential }) => idOfAdmission(credential.admission)));
    for (let admission: typeof author.admission | undefined = author.admission; admission !== undefined; admission = admission.body.earlier)
        own.add(idOfAdmission(admission));
    return own;
}
