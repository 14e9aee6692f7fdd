import type { AdmissionDirectory } from '../core/admissions/admissionDirectory.ts';
import type { PolicyDirectory } from '../core/channels/policyDirectory.ts';
import type { StewardDirectory } from '../core/channels/stewardDirectory.ts';
import type { ChannelDirectory } from '../core/channels/channelDirectory.ts';
import type { Dial } from '../core/connection/relayConnection.ts';
import { RelayRefused, WrongRelay } from '../core/connection/relayRefused.ts';
import { compareDigits } from '../core/devices/applicant.ts';
import type { CharterDirectory } from '../core/amendments/charterDirectory.ts';
import type { FoundingDirectory } from '../core/founding/foundingDirectory.ts';
import type { PaperDirectory } from '../core/papers/paperDirectory.ts';
import { RelayUnreachable } from '../core/connection/relayUnreachable.ts';
import { adviceOf } from '../core/wire/relayCode.ts';
import { fromHex } from '../core/bytes.ts';
import { idOf, type ChannelId, type RelayId } from '../core/wire/opaqueId.ts';
import type { SealedStore } from '../core/storage/sealedStore.ts';
import { StoreFailure } from '../core/storage/storeFailure.ts';
import { AdmittedSession } from '../core/sync/admittedSession.ts';
import { bucket } from '../core/sync/bucket.ts';
import { DeviceSession } from '../core/sync/deviceSession.ts';
import { MailboxSync, type ChannelLetterIntake } from '../core/sync/mailboxSync.ts';
import { OldCopy } from '../core/sync/oldCopy.ts';
import { SyncLoop } from '../core/sync/syncLoop.ts';
import type { HomeCards } from '../core/texts/homeCards.ts';
import type { TextDesk } from '../core/texts/textDesk.ts';
import type { RelayAddress } from '../core/trust/relayAddress.ts';
import type { DeviceView, News, TravelView } from './api.ts';
import type { Desks } from './desks.ts';
import { deviceView } from './deviceView.ts';
import { CallFailure, problemOf } from './problems.ts';
import type { DeviceLock } from './storage/deviceLock.ts';

const only = new Uint8Array();

/** How long the channels are told that this device leaves. */
const travelPatience = 60_000;

/** The channels of an admitted device, as far as the page sees them. */
export type Channels = Pick<
    ChannelDirectory,
    | 'enter'
    | 'sync'
    | 'channels'
    | 'show'
    | 'hide'
    | 'send'
    | 'keepDraft'
    | 'search'
    | 'verification'
    | 'compared'
    | 'scanned'
    | 'members'
    | 'exposure'
    | 'create'
    | 'add'
    | 'remove'
    | 'leave'
    | 'states'
    | 'work'
    | 'close'
>;

/** What a device needs of the worker around it. */
export type DeviceWorld = {
    readonly dialer: (address: RelayAddress, expected: RelayId | undefined) => Dial;
    readonly openChannels: (...over: ConstructorParameters<typeof ChannelDirectory>) => Channels;
    readonly channelLetters: ChannelLetterIntake;
    /** What only those who sign for others need, fetched when there is something for them. */
    readonly desks: () => Promise<typeof Desks>;
    readonly now: () => number;
    readonly tell: (news: News) => void;
};

/** A device that is unlocked: its session, its channels, and the loop that keeps it up to date. It holds the lock of the store. */
export class OpenDevice {
    readonly #world: DeviceWorld;
    readonly #store: SealedStore;
    readonly #lock: DeviceLock;
    readonly #session: DeviceSession;
    readonly #mailbox: MailboxSync;
    readonly #loop: SyncLoop;
    readonly #hush: () => void;
    #channels: Channels | undefined;
    #desks: Desks | undefined;

    private constructor(world: DeviceWorld, hush: () => void, store: SealedStore, lock: DeviceLock, session: DeviceSession) {
        this.#world = world;
        this.#hush = hush;
        this.#store = store;
        this.#lock = lock;
        this.#session = session;
        this.#mailbox = new MailboxSync(session, world.channelLetters, {
            keep: async (turn, letter) => (await this.#openDesks()).keep(turn, letter),
        });
        this.#loop = new SyncLoop({
            round: () => this.#round(),
            isCut: () => session.relay.isCut,
            doorbell: session.doorbell,
            now: world.now,
            link: (lostAt) => {
                world.tell({ news: 'link', link: { lostAt } });
            },
            judge: (failure) => this.#judge(failure),
        });
    }

    /** Begins to work with the device in a store. */
    static async start(around: DeviceWorld, store: SealedStore, lock: DeviceLock): Promise<OpenDevice> {
        // What was under way when the device is locked tells nothing any more.
        let isOpen = true;
        const tell = (news: News) => {
            if (isOpen) around.tell(news);
        };
        const world = { ...around, tell };
        const session: DeviceSession = await DeviceSession.open(store, {
            dialer: world.dialer,
            now: world.now,
            changed: () => {
                void deviceView(session).then((device) => {
                    tell({ news: 'device', device });
                });
            },
            alarm: (alarm) => {
                tell({ news: 'alarm', problem: alarm });
            },
        });
        const hush = () => {
            isOpen = false;
        };
        const device = new OpenDevice(world, hush, store, lock, session);
        if (session.device.stage !== 'stopped') device.#loop.start();
        return device;
    }

    get isAdmitted(): boolean {
        return this.#session.device.stage === 'admitted';
    }

    /** @throws CallFailure before admission. */
    get channels(): Channels {
        if (!this.isAdmitted) throw new CallFailure('not-ready');
        this.#channels ??= this.#world.openChannels(new AdmittedSession(this.#session), this.#world.tell);
        return this.#channels;
    }

    /** Whether there can be something to sign: after admission, and while the founders gather. */
    get hasPapers(): boolean {
        return this.isAdmitted || this.#session.device.stage === 'gathering';
    }

    /** Everything that several sign. @throws CallFailure before admission. */
    async papers(): Promise<PaperDirectory> {
        return (await this.#signing()).papers;
    }

    /** The Charter. @throws CallFailure before admission. */
    async charter(): Promise<CharterDirectory> {
        return (await this.#signing()).charter;
    }

    /** The founders before there is a Charter. @throws CallFailure when none are gathered. */
    async founding(): Promise<FoundingDirectory> {
        return (await this.#signing()).founding;
    }

    /** Invitations, requests and further devices. @throws CallFailure before admission. */
    async admissions(): Promise<AdmissionDirectory> {
        if (!this.isAdmitted) throw new CallFailure('not-ready');
        return (await this.#openDesks()).admissions;
    }

    /** What facilitators set for channels. @throws CallFailure before admission. */
    async policies(): Promise<PolicyDirectory> {
        const { channels } = this;
        return (await this.#openDesks()).policies(channels);
    }

    /** The single text, and what authors clear. @throws CallFailure before admission. */
    async texts(): Promise<TextDesk> {
        const { channels } = this;
        return (await this.#openDesks()).texts(channels);
    }

    /** What this person may say at home. @throws CallFailure before admission. */
    async homeCards(): Promise<HomeCards> {
        if (!this.isAdmitted) throw new CallFailure('not-ready');
        return (await this.#openDesks()).homeCards;
    }

    /** What stewards do. @throws CallFailure before admission. */
    async stewards(): Promise<StewardDirectory> {
        const { channels } = this;
        return (await this.#openDesks()).stewards(channels);
    }

    /** Says that the own digits differ, or that they are to be compared again. */
    async compareDigits(differ: boolean): Promise<undefined> {
        await compareDigits(this.#session, differ);
        return undefined;
    }

    view(): Promise<DeviceView> {
        return deviceView(this.#session);
    }

    /**
     * Says in every channel that this device leaves; how many were told and how many could not be. A relay that does not answer is not
     * waited for: the device is emptied all the same.
     */
    async leaveAll(): Promise<TravelView> {
        const all = this.isAdmitted ? (await this.channels.channels()).filter(({ state }) => state !== 'removed') : [];
        let told = 0;
        let isOver = false;
        const leaving = (async () => {
            for (const { id } of all) {
                if (isOver) return;
                // Whatever stands in the way in one channel, the others are told.
                if (await this.channels.leave(idOf<ChannelId>(fromHex(id))).catch(() => false)) told++;
                this.#world.tell({ news: 'progress', of: 'travel', part: told / all.length });
            }
        })();
        await Promise.race([leaving, new Promise((done) => setTimeout(done, travelPatience))]);
        isOver = true;
        return { told, notTold: all.length - told };
    }

    /** Whether the person wants to be told that something came; not before they said so. */
    async notifies(): Promise<boolean> {
        return (await this.#store.get(bucket.notifies, only)) !== undefined;
    }

    async notify(on: boolean): Promise<undefined> {
        await this.#store.write((writer) => {
            if (on) writer.put(bucket.notifies, only, Uint8Array.of(1));
            else writer.delete(bucket.notifies, only);
        });
        return undefined;
    }

    /** There is something to send. */
    ring(): void {
        this.#session.doorbell.ring();
    }

    /** Asks the relay now. */
    hurry(): void {
        if (this.#session.device.stage !== 'stopped') this.#loop.hurry();
    }

    /** Ends connections and work under way, overwrites keys, gives the lock back. */
    async close(): Promise<void> {
        this.#hush();
        this.#session.cut();
        try {
            await this.#loop.stop();
            await this.#channels?.close();
            await this.#store.close();
        } finally {
            this.#session.wipe();
            this.#lock.release();
        }
    }

    #signing(): Promise<Desks> {
        if (!this.hasPapers) throw new CallFailure('not-ready');
        return this.#openDesks();
    }

    async #openDesks(): Promise<Desks> {
        // What cannot be fetched now is fetched with the next round: the letter stays at the relay until then.
        const Opened = await this.#world.desks().catch(() => {
            throw new RelayUnreachable('not-connected');
        });
        this.#desks ??= new Opened(this.#session, this.#world.tell);
        return this.#desks;
    }

    async #round(): Promise<void> {
        // The device that opened the dialogue opens it first, and mints for others later.
        if (this.#session.device.management !== undefined) await (await this.#openDesks()).beforeRound();
        await this.#mailbox.run();
        await this.#desks?.afterRound();
        if (!this.isAdmitted) return;
        await this.channels.enter();
        await this.channels.sync();
    }

    async #judge(failure: unknown): Promise<'lost' | 'again' | 'end'> {
        if (failure instanceof RelayUnreachable) return 'lost';
        if (failure instanceof RelayRefused && adviceOf(failure.code) === 'retryLater') return 'lost';
        this.#world.tell({ news: 'alarm', problem: problemOf(failure) });
        if (failure instanceof OldCopy) await this.#session.change(() => ({ ...this.#session.device, stage: 'stopped' }));
        const isOver = failure instanceof OldCopy || failure instanceof WrongRelay || isBroken(failure);
        return isOver ? 'end' : 'again';
    }
}

function isBroken(failure: unknown): boolean {
    return failure instanceof StoreFailure && failure.problem !== 'full';
}
