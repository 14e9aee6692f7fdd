import { equalBytes, wipe } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { storedPackageRecord, type StoredPackage } from '../devices/storedPackage.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { presences } from '../revocations/presences.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { ProveReply } from '../wire/channels.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { ChannelSession } from './channelSession.ts';
import { channelStateRecord, type ChannelState } from './channelState.ts';
import { logLineRecord } from './logLine.ts';
import { noticeLine } from './notices.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';
import type { OutboxNumbers } from './outboxNumbers.ts';
import { rosterOf } from './rosterReader.ts';
import { ownProfile } from './ownProfile.ts';

/** A Welcome that was opened, with the key package it was made for. */
export type Opened = { readonly group: MlsGroup; readonly reference: Uint8Array; readonly package: StoredPackage };

/** Where this device comes in: what the relay answered, and who brought it in. */
type Place = { readonly reply: ProveReply; readonly by: ObjectHash };

/** Takes a channel into the store once the relay has accepted the new epoch's key. */
export class Entry {
    readonly #session: ChannelSession;
    readonly #numbers: OutboxNumbers;

    constructor(session: ChannelSession, numbers: OutboxNumbers) {
        this.#session = session;
        this.#numbers = numbers;
    }

    /** What this device knows of a channel already. */
    async known(channel: ChannelId): Promise<ChannelState | undefined> {
        const stored = await this.#session.store.get(bucket.channels, bytesOf(channel));
        return stored && channelStateRecord.decode(stored);
    }

    /** Persists the channel, forgets its Welcomes and the key package, and keeps the own profile to be posted: one transaction. */
    async enter(verified: ChannelState, opened: Opened, { reply, by }: Place): Promise<void> {
        const { store } = this.#session;
        const at = reply.openedBy;
        const state = { ...verified, sequence: at, joinedAt: at, lastLasting: at, digest: reply.openedDigest };
        const key = bytesOf(state.id);
        // Lines from before a removal stay; those of a forked history would stand among the new ones.
        const isReturn = (await this.known(state.id))?.phase === 'removed';
        const joined = noticeLine(
            [{ type: 'joined', by, people: [idOfAdmission(this.#session.admission)], vouchers: [] }],
            state.commitHour,
        );
        const profile = drawEntry(await ownProfile(this.#session, state.id), this.#session.now());
        const number = await this.#numbers.draw(state.id);
        const snapshot = opened.group.save();
        try {
            this.#session.pass('before-join-persist');
            await store.write(async (writer) => {
                if (!isReturn) for (const name of [bucket.log(key), bucket.shown(key)]) writer.clear(name);
                writer.clear(bucket.chain(key));
                writer.clear(bucket.outbox(key));
                channelStateRecord.put(writer, bucket.channels, key, state);
                writer.put(bucket.chain(key), state.sequence, state.digest);
                writer.put(bucket.groups, key, snapshot);
                outboxEntryRecord.put(writer, bucket.outbox(key), number, profile);
                logLineRecord.put(writer, bucket.log(key), at, joined);
                presences.noteAll(writer, state.id, rosterOf(opened.group.members));
                await forgetWelcomes(writer, key);
                await usePackage(writer, opened);
            });
            this.#session.pass('after-join-persist');
        } finally {
            wipe(snapshot);
        }
    }
}

async function forgetWelcomes(writer: StoreWriter, channel: Uint8Array): Promise<void> {
    for (const { key } of await writer.list(bucket.welcomes)) {
        if (equalBytes(key.subarray(0, channel.length), channel)) writer.delete(bucket.welcomes, key);
    }
}

/** Deletes the package; but the relay may hand out the newest again before it is replaced, so that is kept as used. */
async function usePackage(writer: StoreWriter, opened: Opened): Promise<void> {
    const numbers = (await writer.list(bucket.packages)).map(({ value }) => storedPackageRecord.decode(value).number);
    if (opened.package.number >= Math.max(...numbers)) {
        storedPackageRecord.put(writer, bucket.packages, opened.reference, { ...opened.package, used: true });
    } else {
        writer.delete(bucket.packages, opened.reference);
    }
}
