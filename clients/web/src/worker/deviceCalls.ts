import { bytesOf } from '../core/cbor/opaque.ts';
import type { DeviceState } from '../core/devices/deviceState.ts';
import type { Progress } from '../core/storage/passphrase.ts';
import type { SealedStore } from '../core/storage/sealedStore.ts';
import type { FoundingLink } from '../core/trust/foundingLink.ts';
import type { Invitation } from '../core/trust/invitation.ts';
import { checkName } from '../core/trust/nameRules.ts';
import { isExpiredAt, type SignedLink } from '../core/trust/signedLink.ts';
import { hourOf, timeOf, type UnixHour } from '../core/trust/unixHour.ts';
import { idOf, type RelayId } from '../core/wire/opaqueId.ts';
import type { Calls, DeviceLinkView, DeviceView, FoundingLinkView, InvitationView, Opening, TravelView } from './api.ts';
import type { DeviceParts } from './deviceParts.ts';
import { foundingLinkView, invitationView } from './deviceView.ts';
import { openApplied, openBegin, openFounding } from './openedLink.ts';
import { ledToRelay } from './pageHost.ts';
import type { DeviceWorld, OpenDevice } from './openDevice.ts';
import { CallFailure } from './problems.ts';
import { takeDeviceLock, type DeviceLock, type Locks } from './storage/deviceLock.ts';
import { forgetKeys, hasStore, wipeStore } from './storage/database.ts';

/** What the worker is told of the world around it. */
export type WorkerWorld = Omit<DeviceWorld, 'openChannels' | 'channelLetters'> & { readonly parts: () => Promise<DeviceParts> };

/** How a new device is drawn from what its link says, once its parts are there. */
type Draw = (parts: DeviceParts, name: string, hour: UnixHour, relayId: RelayId) => Promise<DeviceState>;

/** Where a new device asks; a Begin link names no relay but where it is, and never expires. */
type Door = Pick<SignedLink, 'relay'> & Partial<Pick<SignedLink, 'relayId' | 'expiresAt'>>;

/** How a device comes to be, is opened and goes; one of these calls at a time. */
export class DeviceCalls {
    readonly #world: WorkerWorld;
    readonly #locks: Locks;
    #open: OpenDevice | undefined;
    #last: Promise<unknown> = Promise.resolve();

    constructor(world: WorkerWorld, locks: Locks) {
        this.#world = world;
        this.#locks = locks;
    }

    /** The device that is unlocked. @throws CallFailure when there is none. */
    get device(): OpenDevice {
        if (!this.#open) throw new CallFailure('not-ready');
        return this.#open;
    }

    /** Asks the relay now, if a device is unlocked. */
    hurry(): void {
        this.#open?.hurry();
    }

    open(): Promise<Opening> {
        return this.#inTurn(async () => {
            if (this.#open) return { state: 'open', device: await this.#open.view() };
            return { state: (await hasStore()) ? 'locked' : 'empty' };
        });
    }

    async invitation({ link }: Calls['invitation'][0]): Promise<InvitationView> {
        const { invitation } = await openApplied(await ledToRelay(link), 'invitation');
        // An invitation was read, so it is there.
        return invitationView(invitation as Invitation, await this.#usable(invitation as Invitation));
    }

    /** What a device link says. Nothing but this and `joinDevice` reads one. */
    async deviceLink({ link }: Calls['deviceLink'][0]): Promise<DeviceLinkView> {
        const applied = await openApplied(await ledToRelay(link), 'device');
        const { relay, expiresAt } = applied.link;
        return { relay, expiresAt: timeOf(expiresAt), usable: await this.#usable(applied.link) };
    }

    /** Asks to be admitted. The relay is asked who it is before anything is made here; the request itself goes out by itself. */
    join(asked: Calls['join'][0]): Promise<DeviceView> {
        return this.#apply(asked, 'invitation');
    }

    /** Asks to be admitted as a further device of somebody who is in. */
    joinDevice(asked: Calls['joinDevice'][0]): Promise<DeviceView> {
        return this.#apply(asked, 'device');
    }

    /** What a founding link says. Nothing but this and `joinFounding` reads one. */
    async foundingLink({ link }: Calls['foundingLink'][0]): Promise<FoundingLinkView> {
        const found = await openFounding(await ledToRelay(link));
        return foundingLinkView(found, await this.#usable(found));
    }

    /** Gives key and mailbox to the first founder. */
    async joinFounding(asked: Calls['joinFounding'][0]): Promise<DeviceView> {
        const link = await ledToRelay(asked.link);
        const found = await openFounding(link);
        return this.#make(asked, found, ({ drawCofounder }, name, hour) => drawCofounder(link, found, name, hour));
    }

    /** Opens a dialogue at a relay. */
    async createDialogue({ link, ...asked }: Calls['createDialogue'][0]): Promise<DeviceView> {
        const begin = await openBegin(link);
        return this.#make(asked, begin, async (_, name, hour, relayId) =>
            (await this.#world.desks()).drawFounder(asked, { ...begin, relayId }, name, hour),
        );
    }

    unlock({ passphrase }: Calls['unlock'][0]): Promise<DeviceView> {
        return this.#inTurn(async () => {
            if (this.#open) throw new CallFailure('device-in-use');
            const { openStore } = await this.#world.parts();
            return this.#begin((progress, lost) => openStore(passphrase, progress, lost));
        });
    }

    lock(): Promise<undefined> {
        return this.#inTurn(() => this.#close());
    }

    /** Leaves every channel, then deletes everything: nothing stays on this device, and it comes back as a new one only. */
    travel(): Promise<TravelView> {
        return this.#inTurn(async () => {
            const report = await this.device.leaveAll().catch((): TravelView => ({ told: 0, notTold: 0 }));
            await this.#wipe();
            return report;
        });
    }

    /** Deletes everything on this device; a tab that has it open loses it. */
    wipe(): Promise<undefined> {
        return this.#inTurn(() => this.#wipe());
    }

    async #wipe(): Promise<undefined> {
        // Nothing can be read any more, whatever closing the device comes upon.
        await forgetKeys();
        await this.#close().catch(() => undefined);
        await wipeStore();
        return undefined;
    }

    async #usable(link: SignedLink | FoundingLink): Promise<InvitationView['usable']> {
        const isInUse = this.#open !== undefined || (await hasStore());
        if (isInUse) return 'device-in-use';
        return isExpiredAt(link, hourOf(this.#world.now())) ? 'expired' : 'yes';
    }

    async #apply(asked: Calls['join'][0], type: 'invitation' | 'device'): Promise<DeviceView> {
        const link = await ledToRelay(asked.link);
        const applied = await openApplied(link, type);
        return this.#make(asked, applied.link, ({ drawApplicant }, name, hour) => drawApplicant(link, applied, name, hour));
    }

    #make({ name, passphrase }: Omit<Calls['join'][0], 'link'>, door: Door, draw: Draw): Promise<DeviceView> {
        return this.#inTurn(async () => {
            const { dialer, now } = this.#world;
            const chosen = acceptableName(name);
            const hour = hourOf(now());
            if (door.expiresAt !== undefined && hour >= door.expiresAt) throw new CallFailure('link-expired');
            if (this.#open || (await hasStore())) throw new CallFailure('device-in-use');
            const expected = door.relayId && idOf<RelayId>(bytesOf(door.relayId));
            const introduced = await dialer(door.relay, expected)(
                () => undefined,
                () => undefined,
            );
            introduced.close();
            const parts = await this.#world.parts();
            const { DeviceSession, calibratedCost, createStore } = parts;
            const device = await draw(parts, chosen, hour, introduced.context.relay);
            return this.#begin(async (progress, lost) => {
                const cost = await calibratedCost(() => performance.now());
                return createStore(passphrase, cost, progress, lost, (writer) => {
                    DeviceSession.begin(writer, device);
                });
            });
        });
    }

    async #begin(store: (progress: Progress, lost: () => void) => Promise<SealedStore>): Promise<DeviceView> {
        const lock = await takeDeviceLock(this.#locks);
        try {
            let begun = 0;
            const progress = (part: number) => {
                if (part === 0) begun = performance.now();
                // What a device spends on the passphrase is to be told from what it spends on the page.
                if (part === 1) performance.measure('Argon2id', { start: begun });
                this.#world.tell({ news: 'progress', of: 'passphrase', part });
            };
            return await this.#start(await store(progress, () => void this.#lost()), lock);
        } catch (failure) {
            lock.release();
            throw failure;
        }
    }

    async #start(store: SealedStore, lock: DeviceLock): Promise<DeviceView> {
        try {
            const { OpenDevice, openChannels, channelLetters } = await this.#world.parts();
            this.#open = await OpenDevice.start({ ...this.#world, openChannels, channelLetters }, store, lock);
            return await this.#open.view();
        } catch (failure) {
            this.#open = undefined;
            await store.close();
            throw failure;
        }
    }

    async #close(): Promise<undefined> {
        const device = this.#open;
        this.#open = undefined;
        await device?.close();
        return undefined;
    }

    /** Another tab deleted the database, or the browser took it away. */
    #lost(): Promise<void> {
        return this.#inTurn(async () => {
            if (!this.#open) return;
            await this.#close();
            this.#world.tell({ news: 'locked' });
        });
    }

    #inTurn<T>(work: () => Promise<T>): Promise<T> {
        const turn = this.#last.then(work);
        this.#last = turn.catch(() => undefined);
        return turn;
    }
}

function acceptableName(name: string): string {
    const normal = name.normalize('NFC');
    // Lone surrogates would not survive UTF-8; better refused than changed.
    if (/\p{Surrogate}/u.test(name) || checkName(normal) !== 'none') throw new CallFailure('bad-name');
    return normal;
}
