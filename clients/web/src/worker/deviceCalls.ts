import { bytesOf } from '../core/cbor/opaque.ts';
import { MalformedObjectException, requireRule } from '../core/cbor/malformedObjectException.ts';
import { appliedLink, type AppliedLink } from '../core/devices/appliedLink.ts';
import type { Progress } from '../core/storage/passphrase.ts';
import type { SealedStore } from '../core/storage/sealedStore.ts';
import { parseBeginLink } from '../core/trust/beginLink.ts';
import { parseDeviceLink } from '../core/trust/deviceLink.ts';
import type { Invitation } from '../core/trust/invitation.ts';
import { checkName } from '../core/trust/nameRules.ts';
import { isExpiredAt, type SignedLink } from '../core/trust/signedLink.ts';
import { hourOf, timeOf } from '../core/trust/unixHour.ts';
import { idOf, opaqueIdBytes, type RelayId } from '../core/wire/opaqueId.ts';
import type { Calls, DeviceLinkView, DeviceView, InvitationView, Opening, TravelView } from './api.ts';
import type { DeviceParts } from './deviceParts.ts';
import { invitationView } from './deviceView.ts';
import type { DeviceWorld, OpenDevice } from './openDevice.ts';
import { CallFailure } from './problems.ts';
import { takeDeviceLock, type DeviceLock, type Locks } from './storage/deviceLock.ts';
import { forgetKeys, hasStore, wipeStore } from './storage/database.ts';

/** What the worker is told of the world around it. */
export type WorkerWorld = Omit<DeviceWorld, 'openChannels' | 'channelLetters'> & { readonly parts: () => Promise<DeviceParts> };

/** Bytes of an X25519 key, to which letters are sealed. */
const letterKeyBytes = 32;

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
        const { invitation } = await readLink(link, false);
        // An invitation was read, so it is there.
        return invitationView(invitation as Invitation, await this.#usable(invitation as Invitation));
    }

    /** What a device link says. Nothing but this and `joinDevice` reads one. */
    async deviceLink({ link }: Calls['deviceLink'][0]): Promise<DeviceLinkView> {
        const applied = await readLink(link, true);
        const { relay, expiresAt } = applied.link;
        return { relay, expiresAt: timeOf(expiresAt), usable: await this.#usable(applied.link) };
    }

    /** Asks to be admitted. The relay is asked who it is before anything is made here; the request itself goes out by itself. */
    join(asked: Calls['join'][0]): Promise<DeviceView> {
        return this.#apply(asked, false);
    }

    /** Asks to be admitted as a further device of somebody who is in. */
    joinDevice(asked: Calls['joinDevice'][0]): Promise<DeviceView> {
        return this.#apply(asked, true);
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

    async #usable(link: SignedLink): Promise<InvitationView['usable']> {
        const isInUse = this.#open !== undefined || (await hasStore());
        if (isInUse) return 'device-in-use';
        return isExpiredAt(link, hourOf(this.#world.now())) ? 'expired' : 'yes';
    }

    #apply({ link, name, passphrase }: Calls['join'][0], isForDevice: boolean): Promise<DeviceView> {
        return this.#inTurn(async () => {
            const { dialer, now } = this.#world;
            const chosen = acceptableName(name);
            const applied = await readLink(link, isForDevice);
            const hour = hourOf(now());
            if (isExpiredAt(applied.link, hour)) throw new CallFailure('link-expired');
            if (this.#open || (await hasStore())) throw new CallFailure('device-in-use');
            (await dialer(applied.link.relay, relayIdOf(applied.link))(() => undefined)).close();
            const { DeviceSession, calibratedCost, createStore, drawApplicant } = await this.#world.parts();
            const device = await drawApplicant(link.trim(), applied, chosen, hour);
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
            const progress = (part: number) => {
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

/** Reads a link of one type; sizes that the object leaves open, but relay and letters of this version do not, are checked here. */
async function readLink(text: string, isForDevice: boolean): Promise<AppliedLink> {
    try {
        const applied = await appliedLink({ link: text.trim(), isForDevice });
        const { relayId, card } = applied.link;
        requireRule(bytesOf(relayId).length === opaqueIdBytes, 'a link for another version');
        requireRule(bytesOf(card.mailbox).length === opaqueIdBytes, 'a link for another version');
        requireRule(bytesOf(card.hpkeKey).length === letterKeyBytes, 'a link for another version');
        return applied;
    } catch (refused) {
        throw refused instanceof MalformedObjectException ? new CallFailure(await problemOfLink(text.trim(), isForDevice)) : refused;
    }
}

/** Why a text is not the link that was asked for: it may be one of another type, opened as it is. */
async function problemOfLink(link: string, isForDevice: boolean): Promise<'begin-link' | 'device-link' | 'bad-link'> {
    if (isBeginLink(link)) return 'begin-link';
    // Linking a device is never what opening a link or an invitation leads to (A14).
    const isDeviceLink =
        !isForDevice &&
        (await parseDeviceLink(link).then(
            () => true,
            () => false,
        ));
    return isDeviceLink ? 'device-link' : 'bad-link';
}

/** The link that a relay prints when it starts: somebody opened it as it is. */
function isBeginLink(link: string): boolean {
    try {
        parseBeginLink(link);
        return true;
    } catch {
        return false;
    }
}

function relayIdOf(link: SignedLink): RelayId {
    return idOf<RelayId>(bytesOf(link.relayId));
}

function acceptableName(name: string): string {
    const normal = name.normalize('NFC');
    // Lone surrogates would not survive UTF-8; better refused than changed.
    if (/\p{Surrogate}/u.test(name) || checkName(normal) !== 'none') throw new CallFailure('bad-name');
    return normal;
}
