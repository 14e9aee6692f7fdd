import { opaqueOf } from '../../src/core/cbor/opaque.ts';
import { ChannelDirectory } from '../../src/core/channels/channelDirectory.ts';
import { keepChannelLetter } from '../../src/core/channels/channelLetters.ts';
import type { ChannelView } from '../../src/core/channels/views.ts';
import type { Dial } from '../../src/core/connection/relayConnection.ts';
import type { DeviceState } from '../../src/core/devices/deviceState.ts';
import { passStock } from '../../src/core/devices/passStock.ts';
import { AdmittedSession } from '../../src/core/sync/admittedSession.ts';
import type { Alarm } from '../../src/core/sync/alarm.ts';
import { DeviceSession } from '../../src/core/sync/deviceSession.ts';
import { MailboxSync } from '../../src/core/sync/mailboxSync.ts';
import { computeDigits } from '../../src/core/trust/digits.ts';
import type { ObjectHash } from '../../src/core/trust/objectHash.ts';
import type { ChannelId } from '../../src/core/wire/opaqueId.ts';
import type { PassKind } from '../../src/core/wire/passKind.ts';
import type { News } from '../../src/worker/api.ts';
import { Desks } from '../../src/worker/desks.ts';
import { randomBytes } from './channelWorld.ts';
import { MemoryStore } from './memoryStore.ts';
import { linesTold } from './testDevice.ts';

/** The relay and the clock around a device. */
export type WebWorld = { readonly relay: { readonly dial: Dial }; readonly now: number };

/** A device as a browser's worker runs it, but for its store, which is in memory, and its loop, which goes round when it is told to. */
export class WebDevice {
    readonly session: DeviceSession;
    readonly store: MemoryStore;
    readonly alarms: Alarm[];
    readonly news: News[] = [];
    readonly desks: Desks;
    readonly #mailbox: MailboxSync;
    #channels: ChannelDirectory | undefined;

    private constructor(session: DeviceSession, store: MemoryStore, alarms: Alarm[]) {
        this.session = session;
        this.store = store;
        this.alarms = alarms;
        this.desks = new Desks(session, (one) => this.news.push(one));
        this.#mailbox = new MailboxSync(session, { keep: (writer, letter) => keepChannelLetter(session, writer, letter) }, this.desks);
    }

    static async open(world: WebWorld, state: DeviceState): Promise<WebDevice> {
        const store = new MemoryStore();
        const alarms: Alarm[] = [];
        await store.write((writer) => DeviceSession.begin(writer, state));
        const session = await DeviceSession.open(store, {
            dialer: () => world.relay.dial,
            now: () => world.now,
            changed: () => undefined,
            alarm: (alarm) => alarms.push(alarm),
        });
        return new WebDevice(session, store, alarms);
    }

    get admissions(): Desks['admissions'] {
        return this.desks.admissions;
    }

    get channels(): ChannelDirectory {
        this.#channels ??= new ChannelDirectory(new AdmittedSession(this.session), (one) => this.news.push(one));
        return this.#channels;
    }

    get stewards(): ReturnType<Desks['stewards']> {
        return this.desks.stewards(this.channels);
    }

    /** The digits that an applicant sees. */
    get digits(): readonly string[] {
        const { requestId, nonce } = this.session.device.application ?? {};
        return computeDigits(this.session.charters!.dialogue, opaqueOf<ObjectHash>(requestId!), nonce!);
    }

    /** The channels are taken out of the store again, as after a lock. */
    async reopen(): Promise<void> {
        await this.#channels?.close();
        this.#channels = undefined;
    }

    /** What the loop of the worker does. */
    async round(): Promise<void> {
        await this.desks.beforeRound();
        await this.#mailbox.run();
        await this.desks.afterRound();
        await this.session.letters.dropAll();
        if (this.session.device.stage !== 'admitted') return;
        await this.channels.enter();
        await this.channels.sync();
        await this.session.letters.dropAll();
    }

    /** Passes, as the device that mints sends them. */
    async give(kind: PassKind, count: number): Promise<void> {
        await this.store.write(async (writer) => {
            for (let i = 0; i < count; i++)
                await passStock.put(writer, { kind, pass: randomBytes(32), closeMark: opaqueOf(randomBytes(32)) });
        });
    }

    async channel(title: string): Promise<ChannelView> {
        return (await this.channels.channels()).find((one) => one.title === title)!;
    }

    /** What the channel itself told. */
    async told(channel: ChannelId): Promise<readonly string[]> {
        return linesTold((await this.channels.show(channel, 1000)).lines);
    }
}
