import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { localRecord } from '../sync/localRecord.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { flag, record } from '../wire/jsonRecord.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { ChannelDirectory } from './channelDirectory.ts';
import type { OpenChannel } from './openChannel.ts';
import { PresenceDesk } from './presenceDesk.ts';

const settingKey = new Uint8Array();
const setting = localRecord(record({ shows: flag }));

/**
 * Who is here now. Off unless the person turns it on: then the relay sees a random handle of each channel and epoch come and go, and the
 * members see whose it is. It holds for a minute, so that whoever shows it asks again every twenty seconds; nothing of it is kept, and
 * any member could make it up.
 */
export class PresenceDirectory {
    readonly #store: Store;
    readonly #channels: Pick<ChannelDirectory, 'work'>;

    constructor(store: Store, channels: Pick<ChannelDirectory, 'work'>) {
        this.#store = store;
        this.#channels = channels;
    }

    /** Whether this device shows in its channels that it is here. */
    async shows(): Promise<boolean> {
        const stored = await this.#store.get(bucket.presence, settingKey);
        return stored !== undefined && setting.decode(stored).shows;
    }

    /** Whether it does from now on. */
    async show(shows: boolean): Promise<void> {
        await this.#store.write((writer) => {
            setting.put(writer, bucket.presence, settingKey, { shows });
        });
    }

    /** Devices that are here, asked of the relay. Shows this one, too, for a minute, if that is on. */
    here(channel: ChannelId): Promise<readonly DeviceKey[]> {
        return this.#channels.work(channel, async (open, { reader }, session) =>
            devicesOf(open, await new PresenceDesk(session, open, reader).whoIsHere(await this.shows())),
        );
    }

    /** Lets those who are here know that this person is writing, if showing presence is on; it may be lost. */
    async writes(channel: ChannelId): Promise<void> {
        if (!(await this.shows())) return;
        await this.#channels.work(channel, (open, { reader }, session) => new PresenceDesk(session, open, reader).whisper());
    }

    /** Devices that let know since the last call that somebody is writing there. */
    typing(channel: ChannelId): Promise<readonly DeviceKey[]> {
        return this.#channels.work(channel, (open, { reader }, session) =>
            Promise.resolve(devicesOf(open, new PresenceDesk(session, open, reader).typing())),
        );
    }
}

function devicesOf({ roster }: OpenChannel, leaves: ReadonlySet<number>): readonly DeviceKey[] {
    return roster.filter(({ leaf }) => leaves.has(leaf)).map(({ credential }) => deviceOf(credential));
}
